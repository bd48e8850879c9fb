import type { Source } from '../../shared/domain/audience-item.ts';
import { hasLiveClaim, isDue, isOnItsWay } from '../../shared/domain/due.ts';
import type { FilePair, KnownFile, ListedFile } from './merge-by-file-name.ts';

/** What has to be written and sent for a file. */
export interface Decision {
  /** differs from what is known, so it has to be recorded before anything else */
  newSource?: Source;
  /** the file is known and no longer listed */
  missing: boolean;
  /** `underway`: due, but a message or an import is taking care of it */
  send: 'yes' | 'no' | 'underway';
  /** since when a file that is due waits for its import, in milliseconds since 1970 */
  waitsSince?: number;
  /** since when the file has been out because of the project's limit, in milliseconds since 1970 */
  waitsForRoomSince?: number;
}

/** A zero-byte object younger than this may be a file system's placeholder for one being written. */
const placeholderMillis = 60_000;

export const decide = ({ listed, known }: FilePair, now: number): Decision => {
  if (!listed) return { missing: known?.source.present === true, send: 'no' };
  if (listed.size === 0 && listed.lastModified > now - placeholderMillis)
    return { missing: false, send: 'no' };

  const newSource = newSourceOf(listed, known, now);
  const source = newSource ?? known?.source;
  if (!source) return { missing: false, send: 'no' };
  const state = { ...known, source };
  const decision = { ...(newSource && { newSource }), missing: false };
  if (!isDue(state, now)) return { ...decision, send: 'no', ...waitForRoom(known, newSource) };
  return {
    ...decision,
    send: hasLiveClaim(state, now) || isOnItsWay(state, now) ? 'underway' : 'yes',
    waitsSince: Math.max(source.seenAt, known?.outcome?.retryAt ?? 0),
  };
};

const newSourceOf = (
  { etag, size, lastModified }: ListedFile,
  known: KnownFile | undefined,
  now: number,
): Source | undefined => {
  const isKnown =
    known?.source.etag === etag &&
    known.source.lastModified === lastModified &&
    known.source.present;
  return isKnown ? undefined : { etag, size, lastModified, present: true, seenAt: now };
};

const waitForRoom = (
  known: KnownFile | undefined,
  newSource: Source | undefined,
): { waitsForRoomSince?: number } =>
  known?.outcome?.cause === 'limit' && known.outcome.at !== undefined && !newSource
    ? { waitsForRoomSince: known.outcome.at }
    : {};
