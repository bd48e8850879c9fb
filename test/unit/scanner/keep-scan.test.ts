import { describe, expect, it } from '@jest/globals';
import { scanProjects } from '../../../lambdas/scanner/scan-projects.ts';
import type { LastScan, LastScans } from '../../../lambdas/shared/domain/last-scan.ts';
import { lastScanOf, toKeep } from '../../../lambdas/shared/domain/last-scan.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
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
    expect(lastScanOf(kept, aProject())).toEqual({
      at: now,
      seen: 1,
      ignored: 1,
      missing: 0,
      waiting: 1,
      failed: 0,
      longestWaitSeconds: 0,
    });
  });

  it('is not written anew by a tick that sees the same, and yet says when that was', async () => {
    const { tick, kept, writes } = aTable();
    await tick(['notes.txt'], now);
    await tick(['notes.txt'], now + 600_000);
    expect(writes).toEqual(['shop', 'tick', 'tick']);
    expect(lastScanOf(kept, aProject())).toMatchObject({ at: now + 600_000, ignored: 1 });
    await tick(['more.txt', 'notes.txt'], now + 1_200_000);
    expect(writes).toEqual(['shop', 'tick', 'tick', 'shop', 'tick']);
  });

  it('says nothing of a tick that had no time to look at all', async () => {
    const { tick, kept } = aTable();
    await tick(['notes.txt'], now);
    await tick(['notes.txt'], now + 600_000, true);
    expect(kept.tick).toBe(now);
  });

  it('says nothing of a tick that could not list the projects', async () => {
    const { ports } = fakePorts({});
    const ticks: number[] = [];
    await expect(
      scanProjects({
        ...ports,
        ...noPosition,
        listProjects: () => {
          throw new Error('AccessDenied');
        },
        saveTick: (at) => {
          ticks.push(at);
          return Promise.resolve();
        },
      }),
    ).rejects.toThrow('AccessDenied');
    expect(ticks).toEqual([]);
  });

  it('fails no scan when it cannot be kept, and is told', async () => {
    const { ports, sent } = fakePorts({ listing: [listed('vip.csv')] });
    const told: unknown[] = [];
    const throttled = () => Promise.reject(new Error('throttled'));
    await scanProjects({
      ...ports,
      ...noPosition,
      listProjects: () => streamOf([aProject()]),
      readLastScans: throttled,
      saveLastScan: throttled,
      saveTick: throttled,
      onNotKept: (error) => told.push(error),
    });
    expect(sent).toHaveLength(1);
    expect(told).toHaveLength(3);
  });
});

describe('the last scan of a project', () => {
  const scan: LastScan = {
    at: 100,
    seen: 1,
    ignored: 0,
    missing: 0,
    waiting: 0,
    longestWaitSeconds: 0,
    failed: 0,
  };
  const of = (kept: LastScan, more: Partial<Project> = {}) =>
    lastScanOf({ tick: 500, byProject: new Map([['shop', kept]]) }, aProject(more));

  it('is that of the last tick, but not while it is paused or fails', () => {
    expect(of(scan)).toMatchObject({ at: 500 });
    expect(of(scan, { paused: true })).toMatchObject({ at: 100 });
    expect(of({ ...scan, failed: 1 })).toMatchObject({ at: 100 });
  });

  it('is not that of a project which had the same name', () => {
    expect(of({ ...scan, creation: 'first' }, { creation: 'second' })).toBeUndefined();
    expect(of({ ...scan, creation: 'first' }, { creation: 'first' })).toMatchObject({ at: 500 });
  });

  it('is kept, with what has failed, when a later one does not come to the end', () => {
    const broken = { ...scan, at: 900, seen: 0, failed: 1 };
    expect(toKeep(scan, broken, false)).toEqual({ ...scan, failed: 1 });
    expect(toKeep(scan, { ...broken, failed: 0 }, false)).toBeUndefined();
    expect(toKeep(scan, { ...scan, at: 900 }, true)).toBeUndefined();
    expect(toKeep({ ...scan, failed: 1 }, { ...scan, at: 900 }, true)).toMatchObject({ at: 900 });
  });
});
