import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unpaced } from '../../../lambdas/shared/pace.ts';
import { scanMembers } from '../../../lambdas/importer/scan-members.ts';
import { createUnitMeter } from '../../../lambdas/importer/unit-meter.ts';
import type { ScanPage, StartKey } from '../../../lambdas/importer/users.ts';

const { signal } = new AbortController();
const backoff = { random: () => 0, sleep: () => Promise.resolve() };

/** A table of so many pages in each segment, at 10 units a page. */
const tableOf = (pages: readonly number[]) => {
  const read: string[] = [];
  const scanPage: ScanPage = ({ segment, startKey }) => {
    const page = Number(startKey?.page?.N ?? 0);
    read.push(`${segment}/${page}`);
    const nextKey: StartKey | undefined =
      page + 1 < pages[segment]! ? { page: { N: String(page + 1) } } : undefined;
    return Promise.resolve({ nextKey, users: 3, units: 10 });
  };
  return { read, scanPage };
};

const scan = (
  scanPage: ScanPage,
  segments: number,
  giveUpAfter = Number.POSITIVE_INFINITY,
  sideBySide = segments,
) => {
  const meter = createUnitMeter();
  const ports = { scanPage, pace: unpaced, meter, backoff, signal };
  return { meter, result: scanMembers({ segments, sideBySide }, giveUpAfter, ports) };
};

describe('scanning a users table', () => {
  it('reads every page of every segment once, and counts the units', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 16 }),
        fc.integer({ min: 1, max: 20 }),
        async (pages, sideBySide) => {
          const { read, scanPage } = tableOf(pages);
          const { meter, result } = scan(scanPage, pages.length, Infinity, sideBySide);
          const all = pages.reduce((sum, count) => sum + count);
          expect(await result).toEqual({ isWhole: true, users: 3 * all, units: 10 * all });
          const expected = pages.flatMap((count, segment) =>
            Array.from({ length: count }, (_, page) => `${segment}/${page}`),
          );
          expect(read.sort()).toEqual(expected.sort());
          expect(meter.readUnits).toBe(expected.length * 10);
        },
      ),
    );
  });

  it('is given up when it has cost as much as was allowed', async () => {
    const { read, scanPage } = tableOf([100, 100]);
    const { meter, result } = scan(scanPage, 2, 50);
    expect(await result).toMatchObject({ isWhole: false, units: meter.readUnits });
    expect(meter.readUnits).toBeLessThanOrEqual(60);
    expect(read.length).toBeLessThanOrEqual(6);
  });

  it('does not go on in one segment when another has failed', async () => {
    const { read, scanPage } = tableOf([1, 1_000_000]);
    const failing: ScanPage = (at, some) =>
      at.segment === 0 ? Promise.reject(new Error('throttled')) : scanPage(at, some);
    await expect(scan(failing, 2).result).rejects.toThrow('throttled');
    const before = read.length;
    await new Promise(setImmediate);
    expect(read.length).toBe(before);
  });

  it('makes no call any more when the time is up', async () => {
    const { read, scanPage } = tableOf([5]);
    const meter = createUnitMeter();
    const ports = {
      scanPage,
      pace: unpaced,
      meter,
      backoff,
      signal: AbortSignal.abort(new Error('late')),
    };
    await expect(scanMembers({ segments: 1, sideBySide: 1 }, 100, ports)).rejects.toThrow('late');
    expect(read).toEqual([]);
  });
});
