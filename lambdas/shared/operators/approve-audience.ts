import { tellApproval } from '../claims/tell.ts';
import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
  type HeldVersion,
  type LiveVersion,
} from '../domain/audience-item.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { type FileAfterRollback, settleFile } from './file-after-rollback.ts';
import { type Numbered, republish } from './republish.ts';

/**
 * Why there is nothing to approve or to discard. `not-held`: nothing is held, or not the version that was named. `gone`: what
 * was held at the first look was approved, dropped or replaced since.
 */
export type HeldRefusal = 'unknown' | 'deleted' | 'not-held' | 'gone';

export type Approval =
  | {
      result: 'published';
      version: number;
      members: number;
      superseded: number;
      /** of the version that was superseded */
      membersBefore: number;
      file: FileAfterRollback;
      /** when a file that is `failed` is tried again, in milliseconds since 1970 */
      retryAt: number | undefined;
    }
  | { result: 'refused'; why: HeldRefusal };

/**
 * Publishes exactly what is held. What a worker is importing meanwhile is called off, and its file stays due. The project may
 * be paused: nothing is imported for it.
 *
 * @param asked the version that has to be the held one; by default whichever is
 * @param operation a new ID, which stands in the outcome, too
 */
export type ApproveAudience = (
  projectId: string,
  fileName: string,
  asked: number | undefined,
  operation: string,
) => Promise<Approval>;

export const createApproveAudience =
  ({ dynamodb, tableName, getItem, now }: Omit<AudienceWriterDeps, 'newId'>): ApproveAudience =>
  async (projectId, fileName, asked, operation) => {
    let tried: { done: Approval; version: number } | undefined;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost.
      if (tried && item?.operation === operation) return tried.done;
      const found = findHeld(item, tried?.version ?? asked);
      if (typeof found === 'string')
        return { result: 'refused', why: tried && found === 'not-held' ? 'gone' : found };

      const { live, held } = found;
      const at = now();
      const settled = settleFile(found.item, held.etag, at);
      const isWritten = await republish(
        { dynamodb, tableName },
        { item: found.item, live, target: held, publishedAt: at },
        settled,
        { id: operation, at },
        ...tellApproval(found.item, { live, held }, { importId: operation, at }),
      );
      const done: Approval = {
        ...{ result: 'published', version: held.version, members: held.counts.members },
        ...{ superseded: live.version, membersBefore: live.counts.members },
        file: settled.file,
        retryAt: settled.file === 'failed' ? found.item.outcome?.retryAt : undefined,
      };
      if (isWritten) return done;
      tried = { done, version: held.version };
    }
  };

export interface FoundHeld {
  item: AudienceItem;
  live: Numbered<LiveVersion>;
  held: Numbered<HeldVersion>;
}

/** @param asked the version that it has to be */
export const findHeld = (
  item: AudienceItem | undefined,
  asked: number | undefined,
): FoundHeld | Exclude<HeldRefusal, 'gone'> => {
  if (!item) return 'unknown';
  if (item.deletedAt !== undefined) return 'deleted';
  const held = findHeldVersion(item.versions);
  // There is one wherever something is held.
  const live = findLiveVersion(item.versions);
  return held && live && (asked ?? held.version) === held.version
    ? { item, live, held }
    : 'not-held';
};
