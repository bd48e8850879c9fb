import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPutChunks } from '../../../lambdas/importer/adapters/put-chunks.ts';
import { collect } from '../../../lambdas/collector/collect.ts';
import { deadWorkerSeconds, heldSeconds } from '../../../lambdas/shared/contract.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import {
  aMessage,
  anAudienceItem,
  aProject,
  aSource,
  someCounts,
} from '../../support/factories.ts';
import { budgetOf, collectAll, collectorPorts } from '../../support/collector-world.ts';
import {
  abandoned,
  type ArrangeCollection,
  claimOf,
  createArrange,
  dead,
  layout,
  live,
  now,
  superseded,
} from './arrange-collection.ts';

let dynalite: Dynalite;
let arrange: ArrangeCollection;

beforeAll(async () => {
  dynalite = await startDynalite();
  arrange = createArrange(dynalite);
});
afterAll(() => dynalite.stop());

describe('what is held', () => {
  const heldSince = (heldAt: number): Version => ({
    state: 'held',
    etag: 'e1',
    counts: someCounts({ members: 0 }),
    layout,
    heldAt,
    cause: 'would-be-empty',
  });
  const expired = now - heldSeconds * 1000;

  it('stays until its time is over', async () => {
    const {
      collect: run,
      chunks,
      read,
    } = await arrange({
      versions: { 8: live, 9: heldSince(expired + 1) },
    });
    expect(await run()).toMatchObject({ holds: 0, versions: 0 });
    expect((await read())!.versions).toMatchObject({ 9: { state: 'held' } });
    expect(await chunks()).toEqual({ 8: 5, 9: 5 });
  });

  it('is dropped then and told, and goes with the next run; what is live stays', async () => {
    const {
      collect: run,
      chunks,
      read,
    } = await arrange({
      versions: { 8: live, 9: heldSince(expired) },
      outcome: { etag: 'e1', result: 'held', cause: 'would-be-empty', importId: 'i1', at: 1 },
    });
    expect(await run()).toMatchObject({ holds: 1, versions: 0 });
    const item = (await read())!;
    expect(item.outcome).toMatchObject({ result: 'discarded', cause: 'hold-expired' });
    expect(Object.values(item.notices)).toMatchObject([{ kind: 'hold-expired' }]);
    const later = now + deadWorkerSeconds * 1000;
    await collectAll(collectorPorts(dynalite, item.projectId, () => later));
    expect((await read())!.versions).toEqual({ 8: live });
    expect(await chunks()).toEqual({ 8: 5 });
  });
});

describe('collecting versions', () => {
  it('removes what is superseded when its grace has passed, and nothing else', async () => {
    const { collect, chunks, read } = await arrange({
      versions: { 1: superseded(now), 2: superseded(now + 1), 3: live },
    });
    expect(await collect()).toMatchObject({ chunks: 5, versions: 1, stoppedEarly: false });
    expect(await chunks()).toEqual({ 2: 5, 3: 5 });
    expect(Object.keys((await read())!.versions)).toEqual(['2', '3']);
  });

  it('removes what was abandoned once its worker must be dead', async () => {
    const { collect, chunks, read } = await arrange({
      versions: { 1: abandoned(dead), 2: abandoned(dead + 1) },
    });
    await collect();
    expect(await chunks()).toEqual({ 2: 5 });
    expect(Object.keys((await read())!.versions)).toEqual(['2']);
  });

  it('removes what a dead worker was writing, and the claim with it', async () => {
    const { collect, chunks, read } = await arrange(claimOf(9, dead));
    await collect();
    expect(await chunks()).toEqual({});
    expect(await read()).toMatchObject({ versions: {} });
    expect(await read()).not.toHaveProperty('claim');
  });

  it('leaves alone what is being written by a worker that may live', async () => {
    const { collect, chunks, read } = await arrange(claimOf(9, dead + 1));
    const before = await read();
    await collect();
    expect(await read()).toEqual(before);
    expect(await chunks()).toEqual({ 9: 5 });
  });

  it('lets nobody publish what it has begun to remove', async () => {
    const { collect, item, projectId, read } = await arrange(claimOf(9, dead));
    const { document, tables } = dynalite;
    const deps = {
      dynamodb: document,
      tableName: tables.audiences,
      now: () => now,
      getItem: createGetAudienceItem(document, tables.audiences),
    };
    const message = aMessage({ projectId, fileName: item.fileName });
    const claimed = await createClaimImport(deps)(message, 'i1', dead);
    if (typeof claimed === 'string') throw new Error(claimed);
    await collect();
    expect(await createEndImport(deps).publish(claimed, someCounts(), layout)).toBe(false);
    expect((await read())!.versions).toEqual({});
  });

  it('finds chunks wherever an import may have put them that has not said how many there are', async () => {
    const { collect, chunks, projectId } = await arrange({ versions: { 9: abandoned(dead) } });
    const put = createPutChunks(dynalite.client, dynalite.tables.memberships);
    const last = { bucket: 63, ids: Buffer.from('chunk') };
    await put(
      { audienceId: projectId, version: 9, shards: 64 },
      [last],
      new AbortController().signal,
    );
    expect(await collect()).toMatchObject({ chunks: 6 });
    expect(await chunks()).toEqual({});
  });

  it('marks many versions with few updates', async () => {
    const versions = Object.fromEntries(
      Array.from({ length: 45 }, (_, index) => [index + 1, superseded(now - 1)]),
    );
    const { ports, collect, read } = await arrange({ versions: { ...versions, 99: live } });
    let updates = 0;
    const run = await collect({
      findChunks: async function* () {
        // Nothing was written here.
      },
      beginCollecting: (...args) => {
        updates += 1;
        return ports.beginCollecting(...args);
      },
      dropVersions: (...args) => {
        updates += 1;
        return ports.dropVersions(...args);
      },
    });
    expect(run).toMatchObject({ versions: 45 });
    expect(updates).toBe(6);
    expect(Object.keys((await read())!.versions)).toEqual(['99']);
  });
});

describe('a version that changes between the look and the write', () => {
  it.each<[string, Version]>([
    ['was published again', live],
    ['has more time', superseded(now + 1)],
  ])('stays when it %s', async (_, changed) => {
    const { collect, chunks, ports, put, item, read } = await arrange({
      versions: { 1: superseded(now) },
    });
    await collect({
      beginCollecting: async (...args) => {
        await put(dynalite.tables.audiences, { ...item, versions: { 1: changed } });
        return ports.beginCollecting(...args);
      },
    });
    expect((await read())!.versions).toEqual({ 1: changed });
    expect(await chunks()).toEqual({ 1: 5 });
  });

  it('stays when another import has taken over, which keeps its claim', async () => {
    const { collect, ports, put, item, read } = await arrange(claimOf(8, dead));
    const taken = {
      ...item,
      ...claimOf(9, now + 1),
      versions: { 8: abandoned(dead), ...claimOf(9, now + 1).versions },
    };
    await collect({
      beginCollecting: async (...args) => {
        await put(dynalite.tables.audiences, taken);
        return ports.beginCollecting(...args);
      },
    });
    expect(await read()).toMatchObject({ claim: { version: 9 }, versions: taken.versions });
  });
});

describe('a run whose budget is spent', () => {
  it('stops, and the next one goes on with what is left', async () => {
    const { ports, chunks, read } = await arrange({ versions: { 1: superseded(now), 2: live } });
    const first = await collect({
      ...ports,
      deleteChunks: async (of, shard, [bucket, ...others]) => {
        const { units } = await ports.deleteChunks(of, shard, [bucket!]);
        return { unprocessed: others, units };
      },
      budget: budgetOf(2),
    });
    expect(first).toMatchObject({ versions: 0, stoppedEarly: true, failures: [] });
    expect((await read())!.versions[1]).toMatchObject({ state: 'collecting' });
    const { 1: left } = await chunks();
    expect(left).toBeGreaterThan(0);
    expect(await collectAll(ports)).toMatchObject({ chunks: left, versions: 1 });
    expect(await chunks()).toEqual({ 2: 5 });
  });

  it('is gone on with behind the audience at which it stopped, and around', async () => {
    const { ports, put, projectId } = await arrange({ versions: {} });
    for (const fileName of ['a.csv', 'b.csv', 'c.csv'])
      await put(dynalite.tables.audiences, anAudienceItem({ projectId, fileName }));
    const seen: string[] = [];
    const run = (audiences: number) => {
      let left = audiences;
      return collect({
        ...ports,
        listAudienceItems: async function* (...args) {
          for await (const item of ports.listAudienceItems(...args)) {
            seen.push(item.fileName);
            left -= 1;
            yield item;
          }
        },
        budget: { ...budgetOf(Infinity), isSpent: () => left === 0 },
      });
    };
    expect(await run(2)).toMatchObject({ stoppedEarly: true });
    expect(await run(3)).toMatchObject({ stoppedEarly: true });
    expect(seen).toEqual(['a.csv', 'b.csv', 'c.csv', 'vip.csv', 'a.csv']);
    expect(await run(9)).toMatchObject({ stoppedEarly: false });
    expect(new Set(seen.slice(5))).toEqual(new Set(['a.csv', 'b.csv', 'c.csv', 'vip.csv']));
  });
});

describe('the item of a deleted audience', () => {
  const gone: Partial<AudienceItem> = { deletedAt: 1, source: aSource({ present: false }) };
  const slot = { [slotOf('vip.csv')]: 9 };

  it('is removed when nothing is left of it, its place first', async () => {
    const { collect, ports, read, slots } = await arrange(
      { ...gone, versions: { 1: superseded(now) } },
      { slots: slot },
    );
    let slotsAtRemoval: object | undefined;
    const run = await collect({
      removeItem: async (item) => {
        slotsAtRemoval = await slots();
        return ports.removeItem(item);
      },
    });
    expect(run).toMatchObject({ versions: 1, slots: 1, audiences: 1 });
    expect(slotsAtRemoval).toEqual({});
    expect(await read()).toBeUndefined();
  });

  it.each<[string, Partial<AudienceItem>]>([
    ['its file is there', { source: aSource() }],
    ['a version can still be read', { versions: { 1: superseded(now + 1) } }],
    ['somebody has to be told of it', { pending: 'shop' }],
    ['it is being imported', claimOf(9, now + 1)],
  ])('stays while %s', async (_, more) => {
    const { collect, read } = await arrange({ ...gone, ...more });
    const before = await read();
    await collect();
    expect(await read()).toEqual(before);
  });

  it('stays when it was not deleted: its members are gone, but not what is known of its file', async () => {
    const { collect, read } = await arrange({ source: aSource({ present: false }) });
    expect(await collect()).toMatchObject({ audiences: 0 });
    expect(await read()).toBeDefined();
  });

  it.each<[string, Partial<AudienceItem>]>([
    ['its file comes back', { source: aSource() }],
    ['it was imported, and deleted again', { versionCounter: 10 }],
    ['it is being imported', { claim: claimOf(9, now + 1).claim }],
    ['it was deleted another time', { deletedAt: 2 }],
    ['there is something to tell', { pending: 'shop' }],
    ['it has a version', { versions: { 1: superseded(now + 1) } }],
    ['it is no longer deleted', { deletedAt: undefined }],
  ])('stays when, right before its removal, %s', async (_, more) => {
    const { collect, item, ports, put, read } = await arrange({ ...gone, versions: {} });
    await collect({
      removeItem: async (asRead) => {
        await put(dynalite.tables.audiences, { ...item, ...more });
        return ports.removeItem(asRead);
      },
    });
    expect(await read()).toBeDefined();
  });
});

describe('a place of the project', () => {
  const slot = { [slotOf('vip.csv')]: 9 };

  it('is given back when nothing is published under it and nobody is about to', async () => {
    const { collect, slots } = await arrange({ versions: {} }, { slots: { ...slot, other: 1 } });
    expect(await collect()).toMatchObject({ slots: 1 });
    expect(await slots()).toEqual({ other: 1 });
  });

  it('is given back when who took it has died', async () => {
    const { collect, slots } = await arrange(claimOf(9, dead), { slots: slot });
    expect(await collect()).toMatchObject({ slots: 1, versions: 1 });
    expect(await slots()).toEqual({});
  });

  it.each<[string, Partial<AudienceItem>]>([
    ['an audience is published', { versions: { 1: live } }],
    ['an import may still publish', claimOf(9, dead + 1)],
  ])('stays while %s', async (_, more) => {
    const { collect, slots } = await arrange(more, { slots: slot });
    expect(await collect()).toMatchObject({ slots: 0 });
    expect(await slots()).toEqual(slot);
  });

  it('stays when an import is published between the list and the look', async () => {
    const { collect, item, ports, put, slots } = await arrange({ versions: {} }, { slots: slot });
    await collect({
      getItem: async (...key) => {
        await put(dynalite.tables.audiences, { ...item, versions: { 9: live } });
        return ports.getItem(...key);
      },
    });
    expect(await slots()).toEqual(slot);
  });

  it('stays when a later import has taken it since the look', async () => {
    const taken = { [slotOf('vip.csv')]: 10 };
    const { collect, ports, put, projectId, slots } = await arrange(
      { versions: {} },
      { slots: slot },
    );
    await collect({
      slots: {
        release: async (...args) => {
          const project = aProject({ projectId, path: `${projectId}/`, slots: taken });
          await put(dynalite.tables.projects, project);
          return ports.slots.release(...args);
        },
      },
    });
    expect(await slots()).toEqual(taken);
  });
});

it('an audience that fails stops no other, and is reported', async () => {
  const { ports, put, projectId, chunks } = await arrange({ versions: { 1: superseded(now) } });
  const other = anAudienceItem({ projectId, fileName: 'a.csv', versions: { 1: superseded(now) } });
  await put(dynalite.tables.audiences, other);
  const run = await collect({
    ...ports,
    beginCollecting: (item, condemned) =>
      item.fileName === 'a.csv'
        ? Promise.reject(new Error('throttled'))
        : ports.beginCollecting(item, condemned),
    budget: budgetOf(Infinity),
  });
  expect(run).toMatchObject({ versions: 1, failures: [{ projectId, fileName: 'a.csv' }] });
  expect(await chunks()).toEqual({});
});
