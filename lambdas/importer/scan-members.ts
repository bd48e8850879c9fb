import { createBackPressure } from '../shared/back-pressure/back-pressure.ts';
import type { Pace } from '../shared/pace.ts';
import type { Backoff } from '../shared/ports.ts';
import { sideBySide } from '../shared/side-by-side.ts';
import type { UnitMeter } from './unit-meter.ts';
import type { ScanPage, UsersReading } from './users.ts';

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
 * The scan plan: all users stream past the kernel, which marks those who are in the file. No call is under
 * way any more when it has ended, however it ends.
 *
 * @param segments in which they lie, and how many of them are read side by side
 * @param giveUpAfter read units
 * @returns when it was given up, some are marked, and some may not be
 * @throws the signal's reason, or what DynamoDB answers
 */
export const scanMembers = async (
  { segments, sideBySide: atOnce }: { segments: number; sideBySide: number },
  giveUpAfter: number,
  { scanPage, pace, meter, backoff, signal }: ScanPorts,
): Promise<UsersReading> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: atOnce });
  const reading: UsersReading = { isWhole: true, users: 0, units: 0 };

  const scanSegment = async (segment: number, stop: AbortSignal): Promise<void> => {
    let startKey: Awaited<ReturnType<ScanPage>>['nextKey'];
    do {
      stop.throwIfAborted();
      if (reading.units >= giveUpAfter) {
        reading.isWhole = false;
        return;
      }
      const at = { segment, segments, startKey };
      const readPage = () => pace(unitsPerPage, () => scanPage(at, stop), stop);
      const { nextKey, users, units } = await pressure.call(readPage, stop);
      reading.users += users;
      reading.units += units;
      meter.readUnits += units;
      startKey = nextKey;
    } while (startKey !== undefined);
  };

  await sideBySide(Array(segments).keys(), { concurrency: atOnce, signal }, scanSegment);
  return reading;
};
