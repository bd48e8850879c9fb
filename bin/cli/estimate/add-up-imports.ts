import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { days } from './costs-at-rest.ts';
import type { ImportsOfMonth } from './costs-of-imports.ts';

/** Milliseconds. */
const day = 24 * 60 * 60 * 1000;
/** A stack that was deployed this morning is not told what a month of this morning's first imports would cost. */
const leastDays = 1;

/** What the records say of the last 30 days. */
export interface Observed extends Omit<ImportsOfMonth, 'audiences' | 'itemBytes'> {
  /** that the records go back: 30, or fewer where the first import was later */
  days: number;
}

export interface Sum {
  /** @returns false for one from before the 30 days: those behind it are older still */
  add: (record: ImportRecord) => boolean;
  observed: () => Observed;
}

/** Outcomes of which administrators are mailed. */
const told: ReadonlySet<ImportRecord['outcome']> = new Set(['held', 'rejected', 'failed']);

/** @param now milliseconds since 1970 */
export const createSum = (now: number): Sum => {
  const since = now - days * day;
  let oldest = now;
  const sum = { imports: 0, readUnits: 0, writeUnits: 0, seconds: 0, mails: 0 };
  return {
    add: (record) => {
      oldest = Math.min(oldest, record.startedAt);
      if (record.startedAt < since) return false;
      const milliseconds = Object.values(record.durations).reduce<number>(
        (all, each = 0) => all + each,
        0,
      );
      sum.imports += 1;
      sum.readUnits += record.readUnits;
      sum.writeUnits += record.writeUnits;
      sum.seconds += milliseconds / 1000;
      sum.mails += told.has(record.outcome) ? 1 : 0;
      return true;
    },
    observed: () => ({
      ...sum,
      days: Math.min(days, Math.max(leastDays, (now - oldest) / day)),
    }),
  };
};

/** What a month comes to that goes on like that. */
export const ofMonth = ({
  days: observedDays,
  imports,
  readUnits,
  writeUnits,
  seconds,
  mails,
}: Observed): Omit<Observed, 'days'> => {
  const months = days / observedDays;
  return {
    imports: imports * months,
    readUnits: readUnits * months,
    writeUnits: writeUnits * months,
    seconds: seconds * months,
    mails: mails * months,
  };
};
