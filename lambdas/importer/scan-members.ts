import { createBackPressure } from '../shared/back-pressure/back-pressure.ts';
import type { Pace } from '../shared/pace.ts';
import type { Backoff } from '../shared/ports.ts';
import { sideBySide } from '../shared/side-by-side.ts';
import type { UnitMeter } from './unit-meter.ts';
import type { ScanPage } from './users.ts';

export interface ScanPorts {
  scanPage: ScanPage;
  pace: Pace;
  meter: UnitMeter;
  backoff: Backoff;
  signal: AbortSignal;
}

/** A page of 1 MB, eventually consistent. */
const unitsPerPage = 128;

/**
 * The scan plan: all of the users table streams past the kernel, which marks those who are in the file. No call is under
 * way any more when it has ended, however it ends.
 *
 * @param segments read side by side
 * @param giveUpAfter read units
 * @returns false when it was given up; then some are marked, and some may not be
 * @throws the signal's reason, or what DynamoDB answers
 */
export const scanMembers = async (
  segments: number,
  giveUpAfter: number,
  { scanPage, pace, meter, backoff, signal }: ScanPorts,
): Promise<boolean> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: segments });
  let unitsSoFar = 0;
  let isComplete = true;

  const scanSegment = async (segment: number, stop: AbortSignal): Promise<void> => {
    let startKey: Awaited<ReturnType<ScanPage>>['nextKey'];
    do {
      stop.throwIfAborted();
      if (unitsSoFar >= giveUpAfter) {
        isComplete = false;
        return;
      }
      const at = { segment, segments, startKey };
      const readPage = () => pace(unitsPerPage, () => scanPage(at, stop), stop);
      const { nextKey, units } = await pressure.call(readPage, stop);
      unitsSoFar += units;
      meter.readUnits += units;
      startKey = nextKey;
    } while (startKey !== undefined);
  };

  await sideBySide(Array(segments).keys(), { concurrency: segments, signal }, scanSegment);
  return isComplete;
};
