import { describe, expect, it } from '@jest/globals';
import { progressOf } from '../../../bin/cli/scan/file-progress.ts';
import { scanAndWait, type WaitPorts } from '../../../bin/cli/scan/wait-for-imports.ts';
import type { ScanSummary } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { anAudienceItem, aProject, aSource } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const start = 100_000_000;

const outcome = (importId: string, more: Partial<Outcome> = {}): Outcome => ({
  etag: 'e1',
  result: 'published',
  importId,
  at: 1,
  ...more,
});

const sent = { etag: 'e1', at: start - 1 };
const dropped = { ...sent, dropped: true };
const claim = { version: 1, owner: 'i', etag: 'e1', until: start + 1 };

describe('how far a file is', () => {
  it.each<[string, string, Partial<AudienceItem>]>([
    ['sent', 'underway', { enqueued: sent }],
    [
      'sent, and its worker died: the message comes back',
      'underway',
      { enqueued: sent, claim: { ...claim, until: start } },
    ],
    ['being imported', 'underway', { enqueued: dropped, claim }],
    ['dropped', 'unsent', { enqueued: dropped }],
    ['sent when it was another', 'unsent', { enqueued: { ...sent, etag: 'e0' } }],
    [
      'sent longer ago than the queue keeps it',
      'unsent',
      { enqueued: { ...sent, at: start - 86_400_000 } },
    ],
    ['never sent', 'unsent', {}],
    ['published', 'ended', { outcome: outcome('i'), enqueued: sent }],
    ['rejected', 'ended', { outcome: outcome('i', { result: 'rejected' }) }],
    ['failed, to be retried later', 'ended', { outcome: outcome('i', { retryAt: start + 1 }) }],
    [
      'failed, due again and sent',
      'underway',
      { outcome: outcome('i', { retryAt: sent.at }), enqueued: sent },
    ],
    [
      'failed, due again and not sent since',
      'unsent',
      { outcome: outcome('i', { retryAt: start }), enqueued: sent },
    ],
    ['gone', 'ended', { source: aSource({ present: false }), enqueued: sent }],
  ])('%s: %s', (_, progress, item) => {
    expect(progressOf(anAudienceItem(item), start)).toBe(progress);
  });
});

/**
 * A world in which something happens at each scan and at each sleep, in turn. Time passes only by sleeping.
 */
const fakeWorld = ({
  projects = [aProject()],
  items = {},
  onScan = [],
  onSleep = [],
}: {
  projects?: Project[];
  items?: Record<string, Partial<AudienceItem>>;
  onScan?: ((set: (name: string, item: Partial<AudienceItem>) => void) => Partial<ScanSummary>)[];
  onSleep?: ((set: (name: string, item: Partial<AudienceItem>) => void) => void)[];
}) => {
  const stored = new Map(Object.entries(items));
  const set = (name: string, item: Partial<AudienceItem>): void => {
    stored.set(name, { ...stored.get(name), ...item });
  };
  const world = { scans: 0, sleeps: 0, time: start };
  const ports: WaitPorts = {
    now: () => world.time,
    serviceNow: () => world.time,
    sleep: (milliseconds) => {
      world.time += milliseconds;
      onSleep[world.sleeps]?.(set);
      world.sleeps += 1;
      return Promise.resolve();
    },
    runScanner: () => {
      const more = onScan[world.scans]?.(set);
      world.scans += 1;
      return Promise.resolve({ projects: [], stoppedEarly: false, ...more });
    },
    listProjects: () => streamOf(projects),
    listAudienceItems: (projectId) =>
      streamOf(
        [...stored]
          .map(([name, item]) => {
            const [project, fileName] = name.split('/') as [string, string];
            return anAudienceItem({ projectId: project, fileName, ...item });
          })
          .filter((item) => item.projectId === projectId),
      ),
    onProgress: () => undefined,
  };
  return { ports, world };
};

const timeoutMs = 60_000;

describe('scanning and waiting', () => {
  it('ends at once when nothing was caused, and reports nothing of before', async () => {
    const { ports, world } = fakeWorld({
      items: { 'shop/vip.csv': { outcome: outcome('before') } },
    });
    expect(await scanAndWait(timeoutMs, ports)).toMatchObject({ outcomes: [] });
    expect(world).toMatchObject({ scans: 1, sleeps: 0 });
  });

  it('waits until each file that was sent has an outcome, and reports them', async () => {
    const { ports, world } = fakeWorld({
      items: { 'shop/old.csv': { outcome: outcome('before') } },
      onScan: [
        (set) => {
          set('shop/a.csv', { enqueued: sent });
          set('shop/b.csv', { enqueued: sent });
          return {};
        },
      ],
      onSleep: [
        (set) => {
          set('shop/a.csv', { outcome: outcome('i1') });
        },
        (set) => {
          set('shop/b.csv', { outcome: outcome('i2', { result: 'rejected', cause: 'empty' }) });
        },
      ],
    });
    expect((await scanAndWait(timeoutMs, ports)).outcomes).toEqual([
      { project: 'shop', name: 'a', result: 'published', cause: null },
      { project: 'shop', name: 'b', result: 'rejected', cause: 'empty' },
    ]);
    expect(world).toMatchObject({ scans: 1, sleeps: 2 });
  });

  it('reports a file that was imported before it could be looked at', async () => {
    const { ports } = fakeWorld({
      items: { 'shop/vip.csv': { outcome: outcome('before', { etag: 'e0' }) } },
      onScan: [
        (set) => {
          set('shop/vip.csv', { outcome: outcome('i1') });
          return {};
        },
      ],
    });
    expect((await scanAndWait(timeoutMs, ports)).outcomes).toMatchObject([{ name: 'vip' }]);
  });

  it('scans again when a message was dropped, and follows the new ETag', async () => {
    const { ports, world } = fakeWorld({
      onScan: [
        (set) => {
          set('shop/vip.csv', { enqueued: sent });
          return {};
        },
        (set) => {
          const source = aSource({ etag: 'e2' });
          set('shop/vip.csv', { source, enqueued: { ...sent, etag: 'e2' } });
          return {};
        },
      ],
      onSleep: [
        (set) => {
          set('shop/vip.csv', { enqueued: dropped });
        },
        () => undefined,
        (set) => {
          set('shop/vip.csv', { outcome: outcome('i1', { etag: 'e2' }) });
        },
      ],
    });
    const { outcomes } = await scanAndWait(timeoutMs, ports);
    expect(outcomes).toEqual([{ project: 'shop', name: 'vip', result: 'published', cause: null }]);
    expect(world.scans).toBe(2);
  });

  it('ends when the file was removed meanwhile', async () => {
    const { ports } = fakeWorld({
      onScan: [
        (set) => {
          set('shop/vip.csv', { enqueued: sent });
          return {};
        },
      ],
      onSleep: [
        (set) => {
          set('shop/vip.csv', { source: aSource({ present: false }) });
        },
      ],
    });
    expect((await scanAndWait(timeoutMs, ports)).outcomes).toEqual([
      { project: 'shop', name: 'vip', result: 'source-missing', cause: null },
    ]);
  });

  it('scans again when the scanner ran out of time', async () => {
    const { ports, world } = fakeWorld({
      onScan: [
        () => ({ stoppedEarly: true }),
        (set) => {
          set('shop/vip.csv', { outcome: outcome('i1') });
          return {};
        },
      ],
    });
    const { summary, outcomes } = await scanAndWait(timeoutMs, ports);
    expect(world.scans).toBe(2);
    expect(summary.stoppedEarly).toBe(true);
    expect(outcomes).toHaveLength(1);
  });

  it('leaves paused projects alone', async () => {
    const { ports } = fakeWorld({
      projects: [aProject({ projectId: 'held', paused: true })],
      items: { 'held/vip.csv': {} },
    });
    expect((await scanAndWait(timeoutMs, ports)).outcomes).toEqual([]);
  });

  it('leaves deleted projects alone', async () => {
    const { ports } = fakeWorld({
      projects: [aProject({ projectId: 'gone', deletedAt: 1 })],
      items: { 'gone/vip.csv': {} },
    });
    expect((await scanAndWait(timeoutMs, ports)).outcomes).toEqual([]);
  });

  it('does not take for new what a project imported before it was paused', async () => {
    const { ports } = fakeWorld({ items: { 'shop/vip.csv': { outcome: outcome('before') } } });
    let isPaused = true;
    const outcomes = await scanAndWait(timeoutMs, {
      ...ports,
      listProjects: () => streamOf([aProject({ paused: isPaused })]),
      runScanner: () => {
        isPaused = false;
        return ports.runScanner();
      },
    });
    expect(outcomes).toMatchObject({ outcomes: [] });
  });

  it('gives up at its time, and names what is still open', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `shop/${index + 10}.csv`);
    const { ports, world } = fakeWorld({
      items: Object.fromEntries(names.map((name) => [name, { enqueued: sent }])),
    });
    await expect(scanAndWait(timeoutMs, ports)).rejects.toThrow(
      /Not done after 60 s: "shop\/10.csv", .*"shop\/19.csv", 2 more\./,
    );
    expect(world.time - start).toBeGreaterThanOrEqual(timeoutMs);
    expect(world.time - start).toBeLessThan(timeoutMs + 5_001);
  });

  it('ends with the scanner’s own failure', async () => {
    const { ports } = fakeWorld({});
    const runScanner = () => Promise.reject(new Error('no access'));
    await expect(scanAndWait(timeoutMs, { ...ports, runScanner })).rejects.toThrow('no access');
  });
});
