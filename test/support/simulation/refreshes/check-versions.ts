import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AudienceItem, Version } from '../../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../../lambdas/shared/domain/file-name.ts';
import { baseOfVersion } from '../../../../lambdas/shared/domain/stands-on.ts';
import type { Now } from '../../../../lambdas/shared/ports.ts';
import {
  AudienceReader,
  type AudienceSnapshot,
  VersionGoneError,
} from '../../../../reader/index.ts';
import { createOpenHeld } from '../../../../reader/open-held.ts';
import { collect } from '../../streams.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Report } from '../promises/report.ts';
import { tables } from '../resources.ts';
import type { Mix } from './count-mix.ts';
import type { MembersOf } from './expected-members.ts';

export interface CheckVersionsDeps {
  /** without faults */
  client: DynamoDBClient;
  observed: Observed;
  membersOf: MembersOf;
  now: Now;
  mix: Mix;
  report: Report;
}

export interface VersionsCheck {
  /** A campaign begins. */
  openSnapshots: () => Promise<void>;
  /**
   * Every version that is live, superseded or held has exactly the registered users of the file that it was made from, and every
   * open snapshot has what it had, or is gone when it may be. Looks at audiences whose items have changed since the last look.
   */
  check: () => Promise<void>;
}

interface Opened {
  snapshot: AudienceSnapshot;
  file: string;
  audienceId: string;
  lines: string;
}

/** Reads with the product's reader. */
export const createVersionsCheck = ({
  client,
  observed: { audiences, watch },
  membersOf,
  now,
  mix,
  report,
}: CheckVersionsDeps): VersionsCheck => {
  const reader = new AudienceReader({ dynamodb: client, tables });
  const openHeld = createOpenHeld({ dynamodb: client, tables });
  let opened: Opened[] = [];
  const changed = new Set<string>();
  watch({
    onAudience: ({ projectId, fileName }) => void changed.add(keyOfFile(projectId, fileName)),
  });

  const linesOf = async (snapshot: AudienceSnapshot): Promise<string> =>
    (await collect(snapshot.batches())).flat().join();

  const open = async (
    { projectId, fileName }: AudienceItem,
    version: number,
    { state }: Version,
  ): Promise<AudienceSnapshot | undefined> =>
    state === 'held'
      ? openHeld(projectId, audienceNameOf(fileName), version)
      : reader.snapshot(projectId, audienceNameOf(fileName), { version });

  /** @returns what is wrong with it */
  const readVersion = async (
    item: AudienceItem,
    number: number,
    version: Version,
  ): Promise<string | undefined> => {
    const snapshot = await open(item, number, version);
    if (!snapshot) return 'is held no more';
    const { lines, digest } = membersOf(item, version);
    if ((await linesOf(snapshot)) !== lines) return 'has other members';
    const stored = 'layout' in version ? version.layout?.digest : undefined;
    return stored === digest ? undefined : 'has another digest';
  };

  const checkVersion = async (
    item: AudienceItem,
    number: number,
    version: Version,
  ): Promise<void> => {
    const key = keyOfFile(item.projectId, item.fileName);
    const wrong = await readVersion(item, number, version).catch(String);
    const later = audiences.get(key);
    const isStill =
      later?.audienceId === item.audienceId && later.versions[number]?.state === version.state;
    if (wrong !== undefined && isStill)
      report(`version ${number} of ${key}, which is ${version.state}: ${wrong}`);
    const base = baseOfVersion(version);
    const ofBase = base === undefined ? undefined : item.versions[base];
    if (ofBase?.state === 'superseded' && ofBase.until <= now()) mix.onOldBase += 1;
    if (version.state === 'superseded') mix.replacedRead += 1;
  };

  const mayBeGone = ({ file, audienceId, snapshot }: Opened): boolean => {
    const item = audiences.get(file);
    const version = item?.audienceId === audienceId ? item.versions[snapshot.version] : undefined;
    return !version || version.state === 'collecting';
  };

  /** @returns whether it may be read later */
  const checkOpened = async (one: Opened): Promise<boolean> => {
    const { file, audienceId, snapshot, lines } = one;
    try {
      if ((await linesOf(snapshot)) !== lines)
        report(`a snapshot of version ${snapshot.version} of ${file} has changed`);
      const item = audiences.get(file);
      if (item?.audienceId === audienceId && item.versions[snapshot.version]?.state !== 'live')
        mix.openRead += 1;
      return true;
    } catch (error) {
      if (!(error instanceof VersionGoneError && mayBeGone(one)))
        report(`a snapshot of version ${snapshot.version} of ${file}: ${String(error)}`);
      return false;
    }
  };

  return {
    openSnapshots: async () => {
      for (const item of [...audiences.values()])
        for (const [number, version] of Object.entries(item.versions))
          if (version.state === 'live')
            opened.push({
              snapshot: await reader.snapshot(item.projectId, audienceNameOf(item.fileName), {
                version: Number(number),
              }),
              file: keyOfFile(item.projectId, item.fileName),
              audienceId: item.audienceId,
              lines: membersOf(item, version).lines,
            });
    },
    check: async () => {
      const some = new Set(changed);
      changed.clear();
      for (const [file, item] of [...audiences])
        for (const [number, version] of Object.entries(item.versions))
          if (some.has(file) && ['live', 'superseded', 'held'].includes(version.state))
            await checkVersion(item, Number(number), version);
      const left: Opened[] = [];
      for (const one of opened) if (!some.has(one.file) || (await checkOpened(one))) left.push(one);
      opened = left;
    },
  };
};
