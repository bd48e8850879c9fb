import { announce, liveAs } from '../claims/announce.ts';
import { tellApproval } from '../claims/tell.ts';
import type { UpdateParts } from '../claims/update-parts.ts';
import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
  type HeldVersion,
  type LiveVersion,
} from '../domain/audience-item.ts';
import type { GiveBackPlace } from '../slots/give-back-place.ts';
import type { Slots } from '../slots/slots.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { type FileAfterRollback, settleFile } from './file-after-rollback.ts';
import { type Numbered, republish } from './republish.ts';
import { isLiveAs, type Seen } from './seen.ts';

/**
 * Why there is nothing to approve or to discard. `not-held`: nothing is held, or not the version that was named. `gone`: what
 * was held at the first look was approved, dropped or replaced since.
 * `changed`: another version is live than was seen.
 */
export type HeldRefusal = 'unknown' | 'deleted' | 'not-held' | 'gone' | 'changed';

export type Approval =
  | {
      result: 'published';
      version: number;
      members: number;
      /** undefined: nothing was live before */
      superseded: number | undefined;
      /** of the version that was superseded */
      membersBefore: number | undefined;
      file: FileAfterRollback;
      /** when a file that is `failed` is tried again, in milliseconds since 1970 */
      retryAt: number | undefined;
    }
  /** `limit`: it would be the audience's first version, and the project has no place for it */
  | { result: 'refused'; why: HeldRefusal | 'limit' };

export interface ApproveDeps extends Omit<AudienceWriterDeps, 'newId'> {
  slots: Pick<Slots, 'take'>;
  giveBackPlace: GiveBackPlace;
}

/**
 * Publishes exactly what is held. What a worker is importing meanwhile is called off, and its file stays due. The project may
 * be paused: nothing is imported for it.
 *
 * @param asked the version that has to be the held one; by default whichever is
 * @param operation a new ID, which stands in the outcome, too
 * @param seen what has to be live, still
 */
export type ApproveAudience = (
  projectId: string,
  fileName: string,
  asked: number | undefined,
  operation: string,
  seen?: Seen,
) => Promise<Approval>;

export const createApproveAudience =
  ({ dynamodb, tableName, getItem, now, slots, giveBackPlace }: ApproveDeps): ApproveAudience =>
  async (projectId, fileName, asked, operation, seen) => {
    let tried: { done: Approval; version: number } | undefined;
    /** the claim by which a place was taken */
    let taken: number | undefined;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost.
      if (tried && item?.operation === operation) return tried.done;
      const found = findHeld(item, tried?.version ?? asked, seen);
      if (typeof found === 'string') {
        // Somebody else has dropped it, and has not known of the place.
        if (taken !== undefined) await giveBackPlace(projectId, fileName, taken);
        return { result: 'refused', why: tried && found === 'not-held' ? 'gone' : found };
      }

      const { live, held } = found;
      if (!live && !(await keepPlace(found, slots))) {
        const current = await getItem(projectId, fileName);
        if (current?.versionCounter === found.item.versionCounter)
          return { result: 'refused', why: 'limit' };
        // A later claim has the place.
        continue;
      }
      if (!live) taken = found.item.versionCounter;
      const at = now();
      const settled = settleFile(found.item, held.etag, at);
      const isWritten = await republish(
        { dynamodb, tableName },
        { item: found.item, live, target: held, publishedAt: at, pinned: false },
        settled,
        { id: operation, at },
        ...tellApproval(found.item, { live, held }, { importId: operation, at }),
        announceApproval(found, at),
      );
      const done: Approval = {
        result: 'published',
        version: held.version,
        members: held.counts.members,
        superseded: live?.version,
        membersBefore: live?.counts.members,
        file: settled.file,
        retryAt: settled.file === 'failed' ? found.item.outcome?.retryAt : undefined,
      };
      if (isWritten) return done;
      tried = { done, version: held.version };
    }
  };

/**
 * A first version took a place when it was held. It may have lost it: to a release that does not know of first versions that are held,
 * or to somebody's hand. By the number of the last claim: its import, if it runs, may still take the place.
 */
const keepPlace = (
  { item: { projectId, fileName, versionCounter } }: FoundHeld,
  slots: Pick<Slots, 'take'>,
): Promise<boolean> => slots.take(projectId, fileName, versionCounter);

/** Its record is that of the import which was held. */
const announceApproval = ({ item, held }: FoundHeld, at: number): UpdateParts => {
  const { outcome, versionCounter } = item;
  const importId =
    outcome?.result === 'held' && outcome.etag === held.etag ? outcome.importId : undefined;
  return announce(item, versionCounter + 1, {
    type: 'published',
    trigger: 'approval',
    at,
    version: held.version,
    ...(importId !== undefined && { importId }),
    ...liveAs(held),
  });
};

export interface FoundHeld {
  item: AudienceItem;
  /** undefined: what is held is the first */
  live: Numbered<LiveVersion> | undefined;
  held: Numbered<HeldVersion>;
}

/**
 * @param asked the version that it has to be
 * @param seen what has to be live beside it
 */
export const findHeld = (
  item: AudienceItem | undefined,
  asked: number | undefined,
  seen?: Seen,
): FoundHeld | Exclude<HeldRefusal, 'gone'> => {
  if (!item) return 'unknown';
  if (item.deletedAt !== undefined) return 'deleted';
  const held = findHeldVersion(item.versions);
  const live = findLiveVersion(item.versions);
  if (!held) return 'not-held';
  if (asked !== undefined && asked !== held.version) return 'not-held';
  return isLiveAs(seen, item) ? { item, live, held } : 'changed';
};
