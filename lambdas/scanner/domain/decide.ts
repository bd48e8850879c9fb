import type { Source } from '../../shared/domain/audience-item.ts';
import { hasLiveClaim, isDue, isOnItsWay } from '../../shared/domain/due.ts';
import type { FilePair } from './merge-by-file-name.ts';

/** What has to be written and sent for a file. */
export interface Decision {
  /** differs from what is known, so it has to be recorded before anything else */
  newSource?: Source;
  /** the file is known and no longer listed */
  missing: boolean;
  /** `underway`: due, but a message or an import is taking care of it */
  send: 'yes' | 'no' | 'underway';
}

/** A zero-byte object younger than this may be a file system's placeholder for one being written. */
const placeholderMillis = 60_000;

const nothing: Decision = { missing: false, send: 'no' };

export const decide = ({ listed, known }: FilePair, now: number): Decision => {
  if (!listed) return { missing: known?.source.present === true, send: 'no' };
  if (listed.size === 0 && listed.lastModified > now - placeholderMillis) return nothing;

  const { etag, size, lastModified } = listed;
  const source: Source = { etag, size, lastModified, present: true };
  const isNew =
    known?.source.etag !== etag ||
    known.source.lastModified !== lastModified ||
    !known.source.present;
  const state = { ...known, source };
  const newSource = isNew ? { newSource: source } : {};
  if (!isDue(state, now)) return { ...newSource, missing: false, send: 'no' };
  const underway = hasLiveClaim(state, now) || isOnItsWay(state, now);
  return { ...newSource, missing: false, send: underway ? 'underway' : 'yes' };
};
