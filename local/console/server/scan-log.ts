import { scanSummarySchema } from '../../../lambdas/shared/contract.ts';
import type { Run } from '../../lambda/functions.ts';
import type { Scan } from '../api.ts';

const kept = 20;

/** What the scanner did last. */
export interface ScanLog {
  add: (run: Run) => void;
  /** the newest first */
  list: () => readonly Scan[];
}

const toScan = ({ at, milliseconds, outcome }: Run): Scan => {
  if (!outcome.ok)
    return {
      at,
      milliseconds,
      summary: null,
      error: `${outcome.error.errorType}: ${outcome.error.errorMessage}`,
    };
  const { data = null, error } = scanSummarySchema.safeParse(JSON.parse(outcome.payload));
  return { at, milliseconds, summary: data, error: error ? error.message : null };
};

export const createScanLog = (): ScanLog => {
  const scans: Scan[] = [];
  return {
    add: (run) => {
      scans.unshift(toScan(run));
      // They overlap, and end in another order.
      scans.sort((one, other) => other.at - one.at);
      scans.length = Math.min(scans.length, kept);
    },
    list: () => scans,
  };
};
