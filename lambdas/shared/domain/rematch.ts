import { z } from 'zod';
import type { Outcome, Source } from './audience-item.ts';

/** Hours from one rematch to the next, at most a month. */
export const rematchHoursSchema = z.number().int().min(1).max(720);

const hour = 3_600_000;

/**
 * Whether users who have registered or left since the file was imported are to be caught up with, although it has not changed: once in
 * each period of so many hours. Periods begin for all files at once, so that those of a project share a reading of the users.
 * What an operator has rolled back to stays as it is until the file changes.
 *
 * @param hours undefined: never
 * @param now milliseconds since 1970
 */
export const isRematchDue = (
  {
    source,
    outcome,
  }: {
    source: Pick<Source, 'present' | 'etag'>;
    outcome?:
      | (Pick<Outcome, 'etag' | 'at' | 'retryAt' | 'pinned'> & Partial<Pick<Outcome, 'result'>>)
      | undefined;
  },
  hours: number | undefined,
  now: number,
): boolean => {
  if (hours === undefined || !source.present || outcome?.result !== 'published') return false;
  if (outcome.etag !== source.etag || outcome.pinned === true) return false;
  // It is due already.
  if (outcome.retryAt !== undefined) return false;
  return periodOf(now, hours) > periodOf(outcome.at, hours);
};

/** When the next period begins, in milliseconds since 1970: a scan within ten minutes sends what is due then. */
export const nextRematchAt = (hours: number, now: number): number =>
  (periodOf(now, hours) + 1) * hours * hour;

const periodOf = (time: number, hours: number): number => Math.floor(time / (hours * hour));
