import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { findLiveVersion } from '../../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../../lambdas/shared/domain/file-name.ts';
import { AudienceReader } from '../../../../reader/index.ts';
import { collect } from '../../streams.ts';
import type { Files } from '../files.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { RegisteredUsers } from '../registered-users.ts';
import { functionSeconds, tables } from '../resources.ts';
import type { Report } from './report.ts';

/**
 * What a reader sees is the registered users of the right project in one version of the file: looked at soon after each
 * publication.
 *
 * @param client without faults
 */
export const createMembersCheck = (
  client: DynamoDBClient,
  files: Files,
  users: RegisteredUsers,
  { audiences, watch }: Observed,
  report: Report,
): { check: () => Promise<void>; published: () => number } => {
  const reader = new AudienceReader({ dynamodb: client, tables });
  const changed = new Set<string>();
  /** when those were made that were held first; by file and version */
  const madeAt = new Map<string, number>();
  let published = 0;

  watch({
    onAudience: ({ projectId, fileName, before, after }) => {
      const [last, next] = [before, after].map((item) => item && findLiveVersion(item.versions));
      if (!next || (next.version === last?.version && next.etag === last.etag)) return;
      const approved = before?.versions[next.version];
      if (approved?.state === 'held')
        madeAt.set(`${keyOfFile(projectId, fileName)} ${next.version}`, approved.heldAt);
      published += 1;
      changed.add(keyOfFile(projectId, fileName));
    },
  });

  const checkFile = async (file: string): Promise<void> => {
    const item = audiences.get(file);
    const live = item && findLiveVersion(item.versions);
    if (!live) return;
    const { projectId, fileName } = item;
    const ids = files.idsOf(projectId, fileName, live.etag);
    if (!ids) {
      report(`${file} never was ${live.etag}, or was broken`);
      return;
    }
    const name = audienceNameOf(fileName);
    const snapshot = await reader.snapshot(projectId, name, { version: live.version });
    const members = await collect(snapshot.ids());
    const made = madeAt.get(`${file} ${live.version}`) ?? live.publishedAt;
    const wrong = compare(new Set(members), ids, (id) =>
      users.wasRegistered(projectId, id, made - functionSeconds * 1000, made),
    );
    if (wrong.length > 0 || new Set(members).size < members.length)
      report(
        `version ${live.version} of ${file} has ${members.length} members; wrong are ${wrong.length}: ${wrong.slice(0, 3).join()}`,
      );
  };

  return {
    published: () => published,
    check: async () => {
      const some = [...changed];
      changed.clear();
      for (const file of some) await checkFile(file);
    },
  };
};

/** @returns who is in it and should not, or the other way round */
const compare = (
  members: ReadonlySet<string>,
  ids: readonly string[],
  wasRegistered: (id: string) => boolean | undefined,
): string[] => {
  const inFile = new Set(ids);
  return [
    ...[...members].filter((id) => !inFile.has(id)),
    ...[...inFile].filter((id) => {
      const expected = wasRegistered(id);
      return expected !== undefined && members.has(id) !== expected;
    }),
  ];
};
