import { z } from 'zod';
import type { Outcome, Source } from './audience-item.ts';
import { timeOfImportId } from './time-of-import-id.ts';

/** Hours from one rematch to the next, at most a month. */
export const rematchHoursSchema = z.number().int().min(1).max(720);

const hour = 3_600_000;

/** What a scan knows of a file's last import. */
export interface MatchedFile {
  source: Pick<Source, 'present' | 'etag'>;
  outcome?:
    | (Pick<Outcome, 'etag' | 'at' | 'retryAt' | 'pinned' | 'rematch'> & {
        result?: Outcome['result'] | undefined;
        importId?: string | undefined;
      })
    | undefined;
}

/**
 * Whether users who have registered or left since the file was imported are to be caught up with, although it has not changed: once in
 * each period of so many hours. Periods begin for all files at once, so that those of a project share a reading of the users.
 * What an operator has rolled back to stays as it is until the file changes.
 *
 * @param hours undefined: never
 * @param now milliseconds since 1970
 */
export const isRematchDue = (
  { source, outcome }: MatchedFile,
  hours: number | undefined,
  now: number,
): boolean => {
  if (hours === undefined || !source.present || outcome?.etag !== source.etag) return false;
  if (outcome.pinned === true || !isOfLive(outcome)) return false;
  // It is due already.
  if (outcome.retryAt !== undefined) return false;
  // Who registers while an import runs may have come too late for it.
  const matchedAt = timeOfImportId(outcome.importId) ?? outcome.at;
  return periodOf(now, hours) > periodOf(matchedAt, hours);
};

/** Of a file that is due: whether that is for a rematch alone, and not because an import of it has failed. */
export const isForRematch = (outcome: NonNullable<MatchedFile['outcome']>): boolean =>
  outcome.rematch === true && isOfLive(outcome);

/** The file is the one that is live: it was published, and another matching of it was rejected or dropped since, if anything. */
const isOfLive = ({ result, rematch }: NonNullable<MatchedFile['outcome']>): boolean =>
  result === 'published' || (rematch === true && (result === 'rejected' || result === 'discarded'));

/** When the next period begins, in milliseconds since 1970: a scan within ten minutes sends what is due then. */
export const nextRematchAt = (hours: number, now: number): number =>
  (periodOf(now, hours) + 1) * hours * hour;

const periodOf = (time: number, hours: number): number => Math.floor(time / (hours * hour));
