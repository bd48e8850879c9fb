import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createReadImportRecords } from '../../../bin/cli/adapters/read-import-records.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { createListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import {
  type AudienceItem,
  findLiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { slotOf } from '../../../lambdas/shared/slots/slots.ts';
import { AudienceReader } from '../../../reader/index.ts';
import { collect } from '../streams.ts';
import type { Files } from './files.ts';
import type { RegisteredUsers } from './registered-users.ts';
import { tables } from './resources.ts';

/** A promise of docs/guarantees.md was broken. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
}

export interface Checks {
  /** I3: the limit is not exceeded, now. */
  checkLimit: (projectId: string, limit: number) => Promise<void>;
  /** I1: a reader never sees a version that is older than what one saw before. */
  checkForward: (projectId: string) => Promise<void>;
  /**
   * I1: what a reader sees of each audience is the registered users of one version of its file.
   *
   * @returns how many audiences are published
   */
  checkMembers: (projectId: string) => Promise<number>;
  /** I4: every file that is there was published or rejected. I3: nothing holds a place but what is published. */
  checkEnded: (projectId: string) => Promise<void>;
}

const isPublished = ({ versions }: AudienceItem): boolean =>
  findLiveVersion(versions) !== undefined;

export const createChecks = (
  client: DynamoDBClient,
  files: Files,
  users: RegisteredUsers,
): Checks => {
  const dynamodb = toDocumentClient(client);
  const listItems = createListAudienceItems(dynamodb, tables.audiences);
  const readRecords = createReadImportRecords(dynamodb, tables.imports);
  const getProject = createGetProject(dynamodb, tables.projects);
  const reader = new AudienceReader({ dynamodb: client, tables });

  const checkAudience = async ({ projectId, fileName, versions }: AudienceItem): Promise<void> => {
    const live = findLiveVersion(versions);
    if (!live) return;
    const ids = files.idsOf(fileName, live.etag);
    if (!ids) throw new BrokenPromiseError(`${fileName} never had the ETag ${live.etag}`);
    const records = await collect(readRecords(projectId, fileName, 100));
    const record = records.find(
      ({ outcome, version, etag }) =>
        (outcome === 'published' || outcome === 'unchanged') &&
        version === live.version &&
        etag === live.etag,
    );
    // The record may be lost where the import is not; then nothing is known of when it ran.
    const { startedAt, endedAt } = record ?? { startedAt: 0, endedAt: Infinity };
    const snapshot = await reader.snapshot(projectId, audienceNameOf(fileName));
    const members = new Set(await collect(snapshot.ids()));
    for (const id of members)
      if (!ids.includes(id)) throw new BrokenPromiseError(`${id} is not in ${fileName}`);
    for (const id of new Set(ids)) {
      const expected = users.wasRegistered(id, startedAt, endedAt);
      if (expected !== undefined && members.has(id) !== expected)
        throw new BrokenPromiseError(
          `${id} of ${fileName} was ${expected ? '' : 'not '}registered while version ${live.version} was imported, and is ${
            members.has(id) ? '' : 'not '
          }in it`,
        );
    }
  };

  const seen = new Map<string, number>();

  return {
    checkForward: async (projectId) => {
      for (const { fileName, versions } of await collect(listItems(projectId))) {
        const live = findLiveVersion(versions)?.version ?? 0;
        const before = seen.get(fileName) ?? 0;
        if (live < before)
          throw new BrokenPromiseError(`${fileName} went back from version ${before} to ${live}`);
        seen.set(fileName, live);
      }
    },
    checkLimit: async (projectId, limit) => {
      const items = await collect(listItems(projectId));
      const published = items.filter((item) => item.deletedAt === undefined && isPublished(item));
      if (published.length > limit)
        throw new BrokenPromiseError(
          `${published.length} audiences in a project that may have ${limit}`,
        );
    },
    checkMembers: async (projectId) => {
      const items = await collect(listItems(projectId));
      for (const item of items) await checkAudience(item);
      return items.filter(isPublished).length;
    },
    checkEnded: async (projectId) => {
      const items = await collect(listItems(projectId));
      for (const { fileName, source, outcome, claim } of items)
        if (
          source.present &&
          (outcome?.etag !== source.etag || outcome.result === 'failed' || claim)
        )
          throw new BrokenPromiseError(
            `${fileName} has come to no end: ${JSON.stringify(outcome)}`,
          );
      const places = Object.keys((await getProject(projectId))?.slots ?? {});
      const expected = items.filter(isPublished).map(({ fileName }) => slotOf(fileName));
      if (!isDeepStrictEqual(places.sort(), expected.sort()))
        throw new BrokenPromiseError(`${places.length} places for ${expected.length} audiences`);
    },
  };
};
