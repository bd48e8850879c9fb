import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import type { Deps } from '../../../lambdas/collector/deps.ts';
import { CollectionIncompleteError } from '../../../lambdas/collector/errors.ts';
import { createHandler } from '../../../lambdas/collector/handler.ts';
import { metrics as names, straysPartition } from '../../../lambdas/shared/contract.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const item = anAudienceItem({
  versions: { 1: { state: 'abandoned', etag: 'e1', until: 0 } },
});

/** One audience with two chunks to collect and a place to give back. */
const arrange = (more: Partial<Deps['ports']> = {}, remaining = 60_000) => {
  const metrics: Record<string, number> = {};
  const logged: unknown[][] = [];
  const saved: unknown[] = [];
  const log = (...entry: unknown[]): void => void logged.push(entry);
  const deps: Deps = {
    maxWriteUnits: 1_000,
    logger: { addContext: () => undefined, info: log, error: log },
    metrics: {
      addMetric: (name: string, _: unknown, value: number) => {
        metrics[name] = value;
      },
      publishStoredMetrics: () => undefined,
    } as unknown as Deps['metrics'],
    ports: {
      listProjects: () => streamOf([aProject({ slots: { [slotOf('vip.csv')]: 1 } })]),
      listAudienceItems: (projectId) => streamOf(projectId === straysPartition ? [] : [item]),
      getItem: () => Promise.resolve(item),
      deleteOrphan: () => Promise.resolve('deleted-already'),
      discardHeld: () => Promise.resolve({ result: 'refused', why: 'not-held' }),
      position: {
        read: () => Promise.resolve(undefined),
        save: (key) => {
          saved.push(key);
          return Promise.resolve();
        },
      },
      beginCollecting: () => Promise.resolve(true),
      dropVersions: () => Promise.resolve(true),
      removeItem: () => Promise.resolve(false),
      findChunks: (_, shard) => streamOf(shard === 0 ? [0, 1] : []),
      deleteChunks: (_, _shard, buckets) =>
        Promise.resolve({ unprocessed: [], units: 4 * buckets.length }),
      slots: { release: () => Promise.resolve(true) },
      backoff: { sleep: () => Promise.resolve(), random: () => 0 },
      now: () => 100_000_000,
      ...more,
    },
  };
  const context = { getRemainingTimeInMillis: () => remaining } as Context;
  return { run: () => createHandler(deps)({}, context), metrics, logged, saved };
};

describe('a run of the collector', () => {
  it('counts what it has done', async () => {
    const { run, metrics, saved } = arrange();
    expect(await run()).toEqual({
      chunks: 2,
      versions: 1,
      slots: 1,
      audiences: 0,
      holds: 0,
      stoppedEarly: false,
    });
    expect(metrics).toEqual({
      [names.chunksCollected]: 2,
      [names.versionsCollected]: 1,
      [names.slotsMended]: 1,
    });
    expect(saved).toEqual([]);
  });

  it('stops before its time is up, and keeps where', async () => {
    const { run, metrics, saved } = arrange({}, 9_000);
    expect(await run()).toMatchObject({ chunks: 0, versions: 0, stoppedEarly: true });
    expect(metrics[names.chunksCollected]).toBe(0);
    expect(saved).toEqual([{ projectId: 'shop', fileName: 'vip.csv' }]);
  });

  it('fails at its end when something was not collected, and counts all the same', async () => {
    const { run, metrics, logged } = arrange({
      beginCollecting: () => Promise.reject(new Error('throttled')),
    });
    await expect(run()).rejects.toThrow(CollectionIncompleteError);
    await expect(run()).rejects.toThrow('1 failure(s)');
    expect(metrics[names.versionsCollected]).toBe(0);
    expect(JSON.stringify(logged)).toContain('vip.csv');
  });

  it('goes on with the other projects when the audiences of one cannot be listed', async () => {
    const { run, metrics } = arrange({
      listProjects: () => streamOf([aProject({ projectId: 'app' }), aProject()]),
      listAudienceItems: (projectId) => {
        if (projectId === 'app') throw new Error('malformed');
        return streamOf(projectId === straysPartition ? [] : [item]);
      },
    });
    await expect(run()).rejects.toThrow('app/: Error: malformed');
    expect(metrics[names.versionsCollected]).toBe(1);
  });

  it('says of what had failed before when it cannot look for chunks of nobody', async () => {
    const { run } = arrange({
      listAudienceItems: (projectId) => {
        if (projectId === 'app') throw new Error('malformed');
        if (projectId === straysPartition) throw new Error('throttled');
        return streamOf([item]);
      },
      listProjects: () => streamOf([aProject({ projectId: 'app' }), aProject()]),
    });
    await expect(run()).rejects.toThrow(/app\/: Error: malformed.*#strays\/: Error: throttled/s);
  });
});
