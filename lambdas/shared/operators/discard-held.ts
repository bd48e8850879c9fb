import { tellExpiry } from '../claims/tell.ts';
import { updateAudience } from '../claims/update-audience.ts';
import type { UpdateParts } from '../claims/update-parts.ts';
import { dropHeld } from '../claims/version-states.ts';
import { type HeldVersion, heldUntil, type Outcome } from '../domain/audience-item.ts';
import { countOf } from '../domain/count-of.ts';
import { hasLiveClaim, isDue } from '../domain/due.ts';
import { isHoldCause } from '../domain/guard.ts';
import type { GiveBackPlace } from '../slots/give-back-place.ts';
import { type PlaceNotReturnedError, tryToReturn } from '../slots/place-not-returned-error.ts';
import { findHeld, type FoundHeld, type HeldRefusal } from './approve-audience.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { noOtherOperation, rememberOperation } from './remember-operation.ts';
import type { Seen } from './seen.ts';

/**
 * What becomes of the file, as it was seen last.
 *
 * - `out`: it is what was held; it is not imported again until it changes, or is retried
 * - `missing`: it is gone
 * - `due`: it is newer than what was held, or was asked for again, and is imported
 * - `settled`: it has failed or was rejected since, which stays so
 */
export type FileAfterDiscard = 'out' | 'missing' | 'due' | 'settled';

export type Discard =
  | {
      result: 'discarded';
      version: number;
      members: number;
      /** undefined: nothing is */
      live: number | undefined;
      /** of what is live */
      liveMembers: number | undefined;
      file: FileAfterDiscard;
      /** the place that it had, if nothing is live, is taken, still */
      unreturned: PlaceNotReturnedError | undefined;
    }
  /** `waits`: its time is not over */
  | { result: 'refused'; why: HeldRefusal | 'waits' };

type Discarded = Extract<Discard, { result: 'discarded' }>;

/** `discarded`: an operator wants it so; `hold-expired`: its time is over, which is told. */
export type DiscardReason = 'discarded' | 'hold-expired';

/**
 * Drops what is held: the live version stays, and the file is not due again until it changes, or is retried. Calls no import
 * off, and no retry.
 *
 * @param asked the version that has to be the held one; by default whichever is
 * @param seen what has to be live, still
 */
export type DiscardHeld = (
  projectId: string,
  fileName: string,
  asked: number | undefined,
  reason: DiscardReason,
  seen?: Seen,
) => Promise<Discard>;

export interface DiscardDeps extends AudienceWriterDeps {
  giveBackPlace: GiveBackPlace;
}

export const createDiscardHeld =
  ({ dynamodb, tableName, getItem, now, newId, giveBackPlace }: DiscardDeps): DiscardHeld =>
  async (projectId, fileName, asked, reason, seen) => {
    const operation = `discard-${newId()}`;
    let tried: Omit<Discarded, 'unreturned'> | undefined;
    /** Where something is live, the place is that one's. */
    const end = async (done: Omit<Discarded, 'unreturned'>): Promise<Discarded> => ({
      ...done,
      unreturned:
        done.live === undefined
          ? await tryToReturn(
              () => giveBackPlace(projectId, fileName, done.version),
              `audience ${fileName} of project ${projectId}`,
            )
          : undefined,
    });
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost.
      if (tried && item?.operation === operation) return end(tried);
      const found = findHeld(item, tried?.version ?? asked, seen);
      if (typeof found === 'string')
        return { result: 'refused', why: tried && found === 'not-held' ? 'gone' : found };
      const { live, held } = found;
      const at = now();
      if (reason === 'hold-expired' && heldUntil(held) > at)
        return { result: 'refused', why: 'waits' };

      const isWritten = await updateAudience({ dynamodb, tableName }, found.item, [
        { names: { '#versions': 'versions', '#held': String(held.version) } },
        dropHeld('#versions.#held', held, at),
        // A retry that another operator asks for meanwhile stays asked for.
        noOtherOperation(found.item),
        rememberOperation(operation),
        ...settleOutcome(found, reason, at),
        ...forgetTelling(found),
        ...(reason === 'hold-expired'
          ? tellExpiry(found.item, { live, held }, { importId: operation, at })
          : []),
      ]);
      tried = {
        result: 'discarded',
        version: held.version,
        members: held.counts.members,
        live: live?.version,
        liveMembers: live?.counts.members,
        file: fileAfter(found, at),
      };
      if (isWritten) return end(tried);
    }
  };

/** Else it was retried, and has failed or been rejected since. */
const isOfHeld = ({ item: { outcome }, held }: FoundHeld): boolean =>
  outcome?.result === 'held' && outcome.etag === held.etag;

const fileAfter = (found: FoundHeld, at: number): FileAfterDiscard => {
  const { item, held } = found;
  const { source, outcome } = item;
  if (!source.present) return 'missing';
  const isTried = outcome?.etag === source.etag;
  if (!isTried || hasLiveClaim(item, at) || isDue(item, at)) return 'due';
  if (!isOfHeld(found) || source.etag !== held.etag) return 'settled';
  return outcome.retryAt === undefined ? 'out' : 'due';
};

/** Should a retry have the same list held again, that is told again. */
const forgetTelling = ({ item: { told }, held }: FoundHeld): UpdateParts[] =>
  told?.etag === held.etag
    ? [
        {
          set: ['#told = :told'],
          conditions: ['#told.#etag = :toldEtag'],
          names: { '#told': 'told', '#etag': 'etag' },
          values: {
            ':told': { ...told, causes: told.causes.filter((cause) => !isHoldCause(cause)) },
            ':toldEtag': told.etag,
          },
        },
      ]
    : [];

/** What became of a file since stays as it is. */
const settleOutcome = (found: FoundHeld, reason: DiscardReason, at: number): UpdateParts[] => {
  const {
    item: { outcome },
    live,
    held,
  } = found;
  if (!outcome || !isOfHeld(found)) return [];
  const { etag, importId, retryAt, rematch } = outcome;
  const message = `${whatWasHeld(held, reason)} ${whatStays(live)} until the file changes, or is retried.`;
  const settled: Outcome = {
    etag,
    importId,
    result: 'discarded',
    at,
    cause: reason,
    message,
    ...(retryAt !== undefined && { retryAt }),
    ...(rematch !== undefined && { rematch }),
  };
  return [
    {
      set: ['#outcome = :outcome'],
      conditions: ['#outcome.#importId = :importId'],
      names: { '#outcome': 'outcome', '#importId': 'importId' },
      values: { ':outcome': settled, ':importId': importId },
    },
  ];
};

const whatStays = (live: FoundHeld['live']): string =>
  live
    ? `Version ${live.version} with ${countOf(live.counts.members, 'member')} stays`
    : 'Nothing is published';

const whatWasHeld = ({ counts }: HeldVersion, reason: DiscardReason): string =>
  `Its list, with ${countOf(counts.members, 'member')}, was held; ` +
  (reason === 'discarded'
    ? 'an operator has discarded it.'
    : 'nobody has approved it in time, and it is dropped.');
