import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aDifferenceLayout, aSource } from '../../support/factories.ts';
import {
  type ArrangeCollection,
  createArrange,
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

describe('versions that stand on another one', () => {
  const onBase = aDifferenceLayout({ base: 1, chunks: 5, shards: 2 });
  const difference = (until: number): Version => ({ ...superseded(until), layout: onBase });

  it('go by their own time, and the base a run after the last of them', async () => {
    const { collect, chunks, read } = await arrange({
      versions: { 1: superseded(now), 2: difference(now), 3: difference(now), 4: live },
    });
    expect(await collect()).toMatchObject({ chunks: 10, versions: 2 });
    expect(await chunks()).toEqual({ 1: 5, 4: 5 });
    expect((await read())!.versions[1]).toMatchObject({ state: 'superseded' });
    expect(await collect()).toMatchObject({ chunks: 5, versions: 1 });
    expect(Object.keys((await read())!.versions)).toEqual(['4']);
  });

  it.each<[string, Version]>([
    ['is live', { ...live, layout: onBase }],
    ['can be rolled back to', difference(now + 1)],
  ])('keep the base while one of them %s', async (_, last) => {
    const { collect, chunks } = await arrange({
      versions: { 1: superseded(now), 2: difference(now), 3: last },
    });
    await collect();
    await collect();
    expect(await chunks()).toEqual({ 1: 5, 3: 5 });
  });

  it('keep the base when one of them is published again right before they are marked', async () => {
    const again: Record<number, Version> = {
      1: superseded(now),
      2: { ...live, layout: onBase },
      3: superseded(now + 1),
    };
    const { collect, chunks, item, ports, put, read } = await arrange({
      versions: { 1: superseded(now), 2: difference(now), 3: live },
    });
    await collect({
      beginCollecting: async (...args) => {
        await put(dynalite.tables.audiences, { ...item, versions: again });
        return ports.beginCollecting(...args);
      },
    });
    expect((await read())!.versions).toEqual(again);
    expect(await chunks()).toEqual({ 1: 5, 2: 5, 3: 5 });
  });

  it('go with their project or audience: the base last, then the item', async () => {
    const { collect, chunks, read } = await arrange({
      deletedAt: 1,
      source: aSource({ present: false }),
      versions: { 1: superseded(now), 2: difference(now) },
    });
    expect(await collect()).toMatchObject({ versions: 1, audiences: 0 });
    expect(await collect()).toMatchObject({ versions: 1, audiences: 1 });
    expect(await chunks()).toEqual({});
    expect(await read()).toBeUndefined();
  });
});
