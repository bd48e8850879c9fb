import type { Pace } from '../shared/pace.ts';
import type { UnitMeter } from './unit-meter.ts';
import type { ScanPage } from './users.ts';

export interface ScanPorts {
  scanPage: ScanPage;
  pace: Pace;
  meter: UnitMeter;
  signal: AbortSignal;
}

/** A page of 1 MB, eventually consistent. */
const unitsPerPage = 128;

/**
 * The scan plan: all of the users table streams past the kernel, which marks those who are in the file.
 *
 * @param segments read side by side
 * @param giveUpAfter read units
 * @returns false when it was given up; then some are marked, and some may not be
 */
export const scanMembers = async (
  segments: number,
  giveUpAfter: number,
  { scanPage, pace, meter, signal }: ScanPorts,
): Promise<boolean> => {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  let unitsSoFar = 0;

  const scanSegment = async (segment: number): Promise<boolean> => {
    let startKey: Awaited<ReturnType<ScanPage>>['nextKey'];
    do {
      stop.throwIfAborted();
      if (unitsSoFar >= giveUpAfter) return false;
      const at = { segment, segments, startKey };
      const { nextKey, units } = await pace(unitsPerPage, () => scanPage(at, stop));
      unitsSoFar += units;
      meter.readUnits += units;
      startKey = nextKey;
    } while (startKey !== undefined);
    return true;
  };

  try {
    const all = Array.from({ length: segments }, (_, segment) => scanSegment(segment));
    return (await Promise.all(all)).every((isComplete) => isComplete);
  } catch (error) {
    // The other segments need not go on.
    failed.abort(error);
    throw error;
  }
};
