import type { Source } from '../../shared/domain/audience-item.ts';
import { isFromFuture } from '../../shared/domain/clocks.ts';
import {
  hasLiveClaim,
  isBeingWritten,
  isDue,
  isOnItsWay,
  overLimitSinceOf,
  readySince,
} from '../../shared/domain/due.ts';
import { isRematchDue } from '../../shared/domain/rematch.ts';
import type { FilePair, KnownFile, ListedFile } from './merge-by-file-name.ts';

/** What has to be written and sent for a file. */
export interface Decision {
  /** differs from what is known, so it has to be recorded before anything else */
  newSource?: Source;
  /** the file is known and no longer listed */
  missing: boolean;
  /** When what is known was listed, if no clock can have told that time yet: what is seen now takes its place all the same. */
  disbelieved?: number;
  /** What is known was listed later: it stays as it is, and the next scan looks again. */
  overtaken?: true;
  /** It is of zero bytes, and taken for one that is being written. */
  isBeingWritten?: true;
  /**
   * - `underway`: due, but a message or an import is taking care of it
   * - `rematch`: it has not changed, and its users are matched anew
   */
  send: 'yes' | 'no' | 'underway' | 'rematch';
  /** since when a file that is due waits for its import, in milliseconds since 1970 */
  waitsSince?: number;
  /** since when the file has been out because of the project's limit, whichever version of it; milliseconds since 1970 */
  waitsForRoomSince?: number;
}

/** @param rematchHours of the project */
export const decide = (
  { listed, known, listedAt }: FilePair,
  now: number,
  rematchHours?: number,
): Decision => {
  const overtaken: Decision = { missing: false, overtaken: true, send: 'no' };
  const isOvertaken = known !== undefined && wasSeenSince(listedAt, known, now);
  if (!listed) {
    if (known?.source.present !== true) return { missing: false, send: 'no' };
    return isOvertaken ? overtaken : { missing: true, send: 'no', ...disbelieve(known, now) };
  }
  const newSource = newSourceOf(listed, known, now);
  if (newSource && isOvertaken) return overtaken;
  const source = newSource ?? known?.source;
  if (!source) return { missing: false, send: 'no' };
  const state = { ...known, source };
  const decision = {
    ...(newSource && { newSource, ...disbelieve(known, now) }),
    missing: false,
    ...(isBeingWritten(source, now) ? { isBeingWritten: true as const } : waitForRoom(known)),
  };
  if (!isDue(state, now))
    return { ...decision, send: isRematchDue(state, rematchHours, now) ? 'rematch' : 'no' };
  return {
    ...decision,
    send: hasLiveClaim(state, now) || isOnItsWay(state, now) ? 'underway' : 'yes',
    waitsSince: waitsSinceOf(state),
  };
};

const wasSeenSince = (listedAt: number, { source }: KnownFile, now: number): boolean =>
  source.seenAt >= listedAt && !isFromFuture(source.seenAt, now);

const disbelieve = (known: KnownFile | undefined, now: number): Pick<Decision, 'disbelieved'> =>
  known && isFromFuture(known.source.seenAt, now) ? { disbelieved: known.source.seenAt } : {};

const newSourceOf = (
  { etag, size, lastModified, object, listedAt }: ListedFile,
  known: KnownFile | undefined,
  now: number,
): Source | undefined => {
  const isKnown =
    known?.source.etag === etag &&
    known.source.lastModified === lastModified &&
    known.source.object === object &&
    known.source.present;
  if (isKnown) return undefined;
  const source = {
    etag,
    size,
    lastModified,
    present: true,
    seenAt: listedAt,
    ...(object !== undefined && { object }),
  };
  // Else a file that changes more often than its turn comes would seem to have waited for a moment only.
  return known && isDue(known, now) ? { ...source, waitingSince: waitsSinceOf(known) } : source;
};

/**
 * Since when a file that is due has been so: every outcome ends the wait, of whichever version it is. A deletion takes the
 * outcome away, and the file begins to wait like a new one.
 */
const waitsSinceOf = ({
  source,
  outcome,
  deletedAt = 0,
}: Pick<KnownFile, 'source' | 'outcome' | 'deletedAt'>): number => {
  const since = readySince(source);
  if (!outcome) return Math.max(since, deletedAt);
  return outcome.etag === source.etag
    ? Math.max(since, outcome.retryAt ?? 0)
    : Math.max(since, Math.min(outcome.at, source.seenAt));
};

const waitForRoom = (known: KnownFile | undefined): { waitsForRoomSince?: number } => {
  const since = overLimitSinceOf(known?.outcome);
  return since === undefined ? {} : { waitsForRoomSince: since };
};
