import { announce, liveAs } from '../claims/announce.ts';
import type { UpdateParts } from '../claims/update-parts.ts';
import type { AudienceItem } from '../domain/audience-item.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { type FileAfterRollback, type SettledFile, settleFile } from './file-after-rollback.ts';
import { findRollback, type FoundRollback, type RollbackRefusal } from './find-rollback.ts';
import { republish } from './republish.ts';
import { isLiveAs, type Seen } from './seen.ts';

export type Rollback =
  | {
      result: 'published';
      version: number;
      superseded: number;
      /** of the version that was superseded */
      membersBefore: number;
      members: number;
      /** It was made from the same content of the file. */
      isSameFile: boolean;
      file: FileAfterRollback;
      /** when a file that is `failed` is tried again, in milliseconds since 1970 */
      retryAt: number | undefined;
    }
  /** `changed`: another version was published, or another operator acted, after the first look, or since somebody has seen it */
  | { result: 'refused'; why: RollbackRefusal | 'changed' };

/**
 * Publishes a superseded version again. It stays until the file changes or is retried; a file that has changed already, and
 * was not published yet, stays due.
 *
 * @param to any that is superseded; by default the version of another file that was live before, if that was within the grace period
 * @param importId stands in the outcome; a new one, by which the operation is known, too
 * @param seen what has to be live, still
 */
export type RollbackAudience = (
  projectId: string,
  fileName: string,
  to: number | undefined,
  importId: string,
  seen?: Seen,
) => Promise<Rollback>;

export const createRollbackAudience =
  ({ dynamodb, tableName, getItem, now }: Omit<AudienceWriterDeps, 'newId'>): RollbackAudience =>
  async (projectId, fileName, to, importId, seen) => {
    /** what the last try would have done, and what the first look has found */
    let tried: { done: Rollback; found: FoundRollback } | undefined;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost.
      if (tried && item?.operation === importId) return tried.done;
      // Who names no version means to get rid of the one that is live, and not of what has come after it.
      if (tried && to === undefined && hasChanged(item, tried.found))
        return { result: 'refused', why: 'changed' };
      if (item && item.deletedAt === undefined && !isLiveAs(seen, item))
        return { result: 'refused', why: 'changed' };
      const at = now();
      const found = findRollback(item, to, at);
      if (typeof found === 'string') return { result: 'refused', why: found };

      const settled = settleFile(found.item, found.live.etag, at);
      const { publishedAt } = found.target;
      const operation = { id: importId, at };
      const isWritten = await republish(
        ...([
          { dynamodb, tableName },
          { ...found, publishedAt, pinned: true },
          settled,
          operation,
          announceRollback(found, at),
        ] as const),
      );
      const done = describe(found, settled);
      if (isWritten) return done;
      tried = { done, found: tried?.found ?? found };
    }
  };

const announceRollback = ({ item, target }: FoundRollback, at: number): UpdateParts =>
  announce(item, item.versionCounter + 1, {
    type: 'published',
    trigger: 'rollback',
    at,
    version: target.version,
    ...liveAs(target),
  });

const hasChanged = (
  item: AudienceItem | undefined,
  { item: before, live }: FoundRollback,
): boolean =>
  item?.operation !== before.operation || item?.versions[live.version]?.state !== 'live';

const describe = ({ item, live, target }: FoundRollback, { file }: SettledFile): Rollback => ({
  result: 'published',
  version: target.version,
  superseded: live.version,
  membersBefore: live.counts.members,
  members: target.counts.members,
  isSameFile: target.etag === live.etag,
  file,
  retryAt: file === 'failed' ? item.outcome?.retryAt : undefined,
});
