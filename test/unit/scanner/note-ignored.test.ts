import { describe, expect, it } from '@jest/globals';
import { scanProject } from '../../../lambdas/scanner/scan-project.ts';
import type { IgnoredObjects } from '../../../lambdas/shared/domain/ignored-objects.ts';
import type { Notice } from '../../../lambdas/shared/domain/notice.ts';
import { aProject } from '../../support/factories.ts';
import { fakePorts, listed, now } from './fake-scan.ts';

/** A table that holds what was ignored, and what was told of it, over several scans. */
const arrange = () => {
  let known: IgnoredObjects | undefined;
  const told: string[] = [];
  let writes = 0;
  let time = now;
  const scan = async (
    names: readonly string[],
    { stretch = {}, isOutOfTime = (): boolean => false, late = 0, minutes = 0 } = {},
  ): Promise<void> => {
    time += 1000 + minutes * 60_000;
    const { ports } = fakePorts(
      {
        listing: names.map((name) => (name.endsWith('/') ? { folder: name } : listed(name))),
      },
      {
        isOutOfTime,
        now: () => time - late,
        getIgnored: () => Promise.resolve(known),
        recordIgnored: (_, ignored, notices: readonly Notice[], before) => {
          expect(before).toBe(known?.at);
          known = ignored;
          writes += 1;
          told.push(...notices.map(({ cause }) => cause));
          return Promise.resolve();
        },
      },
    );
    await scanProject({ project: aProject(), ...stretch }, ports);
  };
  return { scan, told, writes: () => writes, known: () => known };
};

describe('what a scan ignores', () => {
  it('is written when it changes, and told once for a reason as long as there is some', async () => {
    const { scan, told, writes, known } = arrange();
    await scan(['vip.csv', 'vip.csv.gz', 'vip.txt']);
    expect(told).toEqual(['near-suffix', 'shadowed']);
    await scan(['vip.csv', 'vip.csv.gz', 'vip.txt']);
    expect(writes()).toBe(1);
    await scan(['gold.txt', 'vip.csv', 'vip.csv.gz', 'vip.txt']);
    expect([writes(), told.length]).toEqual([2, 2]);
    expect(known()?.reasons['near-suffix']).toEqual({
      count: 2,
      examples: ['gold.txt', 'vip.txt'],
    });
  });

  it('is not told again when it comes and goes, but when it has come and stayed for an hour', async () => {
    const { scan, told, known, writes } = arrange();
    for (let round = 0; round < 5; round += 1) {
      await scan(['vip.csv', 'vip.txt']);
      await scan(['vip.csv', 'vip.txt'], { minutes: 50 });
      await scan(['vip.csv'], { minutes: 9 });
      expect(known()).toMatchObject({ reasons: {}, told: { 'near-suffix': { isGone: true } } });
    }
    expect(told).toEqual(['near-suffix']);
    await scan(['vip.csv', 'vip.txt']);
    const before = writes();
    await scan(['vip.csv', 'vip.txt'], { minutes: 50 });
    expect(writes()).toBe(before);
    await scan(['vip.csv', 'vip.txt'], { minutes: 10 });
    await scan(['vip.csv', 'vip.txt'], { minutes: 90 });
    expect([told, writes()]).toEqual([['near-suffix', 'near-suffix'], before + 1]);
  });

  it('is not told where nobody means it', async () => {
    const { scan, told, known } = arrange();
    await scan(['._vip.csv', '_SUCCESS', 'old/', 'vip.csv']);
    expect(told).toEqual([]);
    expect(known()?.reasons).toMatchObject({ hidden: {}, folder: {}, other: {} });
  });

  it('is not written where nothing was ever ignored, and is where there is nothing at all', async () => {
    const { scan, writes, known } = arrange();
    await scan(['vip.csv']);
    expect(writes()).toBe(0);
    await scan([]);
    await scan([]);
    expect([writes(), known()?.isEmpty]).toEqual([1, true]);
    await scan(['vip.csv']);
    expect(known()?.isEmpty).toBe(false);
  });

  it('stays as a scan has seen it that has begun later', async () => {
    const { scan, writes } = arrange();
    await scan(['vip.txt']);
    await scan(['vip.csv'], { late: 1000 });
    expect(writes()).toBe(1);
  });

  it('is not known of a project whose end was not seen', async () => {
    const { scan, writes } = arrange();
    await scan(['vip.txt'], { stretch: { upTo: 'z.csv' } });
    await scan(['vip.csv', 'vip.txt'], { isOutOfTime: () => true });
    expect(writes()).toBe(0);
  });

  it('keeps some examples, and short ones', async () => {
    const { scan, known } = arrange();
    const names = Array.from({ length: 50 }, (_, index) => `${'x'.repeat(900)}${index + 10}.txt`);
    await scan(names);
    const some = known()?.reasons['near-suffix'];
    expect(some?.count).toBe(50);
    expect(some?.examples).toHaveLength(3);
    expect(Buffer.byteLength(JSON.stringify(known()))).toBeLessThan(2000);
  });
});
