import { describe, expect, it } from '@jest/globals';
import { scanProjects } from '../../../lambdas/scanner/scan-projects.ts';
import type { LastScan, LastScans } from '../../../lambdas/shared/domain/last-scan.ts';
import { lastScanOf } from '../../../lambdas/shared/domain/last-scan.ts';
import { aProject } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';
import { fakePorts, listed, noPosition, now } from './fake-scan.ts';

/** Ticks over one project, of which what is kept is kept. */
const aTable = () => {
  const byProject = new Map<string, LastScan>();
  const kept: LastScans & { tick: number | undefined } = { tick: undefined, byProject };
  const writes: string[] = [];
  return {
    kept,
    writes,
    tick: (names: readonly string[], at: number, isOutOfTime = false) =>
      scanProjects({
        ...fakePorts({ listing: names.map((name) => listed(name)) }).ports,
        ...noPosition,
        listProjects: () => streamOf([aProject()]),
        now: () => at,
        isOutOfTime: () => isOutOfTime,
        readLastScans: () => Promise.resolve({ tick: kept.tick, byProject: new Map(byProject) }),
        saveLastScan: (projectId, scan) => {
          writes.push(projectId);
          byProject.set(projectId, scan);
          return Promise.resolve();
        },
        saveTick: (tick) => {
          writes.push('tick');
          kept.tick = tick;
          return Promise.resolve();
        },
      }),
  };
};

describe('what is kept of a scan', () => {
  it('is what it has seen, and that the tick has looked at all projects', async () => {
    const { tick, kept, writes } = aTable();
    await tick(['notes.txt', 'vip.csv'], now);
    expect(writes).toEqual(['shop', 'tick']);
    expect(lastScanOf(kept, 'shop')).toEqual({
      ...{ at: now, seen: 1, ignored: 1, missing: 0, waiting: 1, failed: 0 },
      longestWaitSeconds: 0,
    });
  });

  it('is not written anew by a tick that sees the same, and yet says when that was', async () => {
    const { tick, kept, writes } = aTable();
    await tick(['notes.txt'], now);
    await tick(['notes.txt'], now + 600_000);
    expect(writes).toEqual(['shop', 'tick', 'tick']);
    expect(lastScanOf(kept, 'shop')).toMatchObject({ at: now + 600_000, ignored: 1 });
    await tick(['more.txt', 'notes.txt'], now + 1_200_000);
    expect(writes).toEqual(['shop', 'tick', 'tick', 'shop', 'tick']);
  });

  it('says nothing of a tick that had no time to look at all', async () => {
    const { tick, kept } = aTable();
    await tick(['notes.txt'], now);
    await tick(['notes.txt'], now + 600_000, true);
    expect(kept.tick).toBe(now);
  });

  it('fails no scan: what could be done is done, and the failure is told at the end', async () => {
    const { ports, sent } = fakePorts({ listing: [listed('vip.csv')] });
    await expect(
      scanProjects({
        ...{ ...ports, ...noPosition, listProjects: () => streamOf([aProject()]) },
        saveLastScan: () => Promise.reject(new Error('throttled')),
      }),
    ).rejects.toThrow('shop: Error: throttled');
    expect(sent).toHaveLength(1);
  });
});
