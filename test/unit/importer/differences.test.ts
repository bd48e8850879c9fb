import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { UnreadableVersionError } from '../../../lambdas/importer/comparison/ports.ts';
import { publishAtOnce, type PublishAtOncePorts } from '../../support/publish-at-once.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import {
  type Counts,
  findBase,
  type LiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import type { Layout } from '../../../lambdas/shared/domain/layout.ts';
import { estimateChunkCount } from '../../../lambdas/shared/membership/cut-chunks.ts';
import { runningAlone } from '../../support/alone.ts';
import { aProject, someCounts } from '../../support/factories.ts';
import { oneThreadOrTwo, provideKernel, readInto } from '../../support/kernels.ts';
import {
  type MemoryMemberships,
  createMemoryMemberships,
} from '../../support/membership/memory-memberships.ts';
import { digestIds, orderMembers } from '../../support/order-members.ts';
import { claimed, fakePorts } from './fake-import.ts';

/** A chunk takes some 25 of them. */
const idOf = (user: number): string =>
  ['one', 'other']
    .map((which) => createHash('sha512').update(`${which} ${user}`).digest('hex'))
    .join('');

const usersFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) => idOf(first + place));

let kernel: JoinKernel;

/** One audience, refreshed by the importer's own way of publishing. */
const startAudience = (more: Partial<PublishAtOncePorts> = {}) => {
  const stored = createMemoryMemberships();
  const layouts = new Map<number, Layout>();
  const versions: Record<string, LiveVersion> = {};
  const unreadable: UnreadableVersionError[] = [];
  let live: ClaimedImport['live'];
  let number = 0;

  const refresh = async (ids: readonly string[], at = 1000) => {
    number += 1;
    const version = number;
    const file = readInto(kernel, ids.map((id) => `${id}\n`).join(''));
    file.mark(ids);
    const members = file.orderMembers();
    const attempt = beginAttempt();
    const { ports, done } = fakePorts('', [], {
      ...stored,
      onLiveUnreadable: (error) => {
        unreadable.push(error);
      },
      now: () => at,
      ...more,
    });
    const publish = (_: unknown, counts: Counts, layout: Layout): Promise<boolean> => {
      layouts.set(version, layout);
      live = { version, state: 'live', etag: 'e', counts, layout, publishedAt: at };
      versions[version] = live;
      return Promise.resolve(true);
    };
    const publication = await publishAtOnce(
      members,
      someCounts({ members: members.count }),
      {
        project: aProject(),
        claimed: { ...claimed, version, live, base: live && findBase(versions, live) },
        running: runningAlone(attempt),
      },
      { ...ports, endImport: { ...ports.endImport, publish } },
    );
    if (publication === 'fenced-out') throw new Error('fenced out');
    return {
      publication,
      done,
      attempt,
      layout: layouts.get(version),
      whole: estimateChunkCount(members),
    };
  };
  return {
    stored,
    layouts,
    versions,
    unreadable,
    refresh,
    members: (version: number) => stored.members(claimed.audienceId, layouts, version),
  };
};

const countChunks = ({ chunks }: MemoryMemberships, version: number): number =>
  [...chunks].reduce(
    (sum, [key, shard]) =>
      sum + (key.startsWith(`${claimed.audienceId}#${version}#`) ? shard.size : 0),
    0,
  );

describe.each(oneThreadOrTwo)('an audience that is refreshed, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('has in each version the members of that refresh, and knows who came and who left', async () => {
    const sets = fc.oneof(
      // Nearly equal lists, and others.
      fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 150, max: 200 })),
      fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 300 })),
    );
    let differences = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(sets, { minLength: 2, maxLength: 6 }), async (refreshes) => {
        const audience = startAudience();
        const published: { version: number; ids: string[] }[] = [];
        let before = new Set<string>();
        for (const [first, count] of refreshes) {
          const ids = usersFrom(first, count);
          const { publication, layout } = await audience.refresh(ids);
          const now = new Set(ids);
          expect(publication).toMatchObject({
            counts: {
              added: ids.filter((id) => !before.has(id)).length,
              removed: [...before].filter((id) => !now.has(id)).length,
            },
          });
          if (layout) published.push({ version: publication.version, ids });
          if (layout?.format !== undefined) differences += 1;
          before = now;
        }
        for (const { version, ids } of published) {
          const members = audience.members(version);
          expect(members).toEqual(orderMembers(ids).ids);
          const layout = audience.layouts.get(version)!;
          expect(layout.digest).toBe(digestIds(members));
          expect(countChunks(audience.stored, version)).toBe(layout.chunks);
        }
        expect(audience.unreadable).toEqual([]);
      }),
      { numRuns: 30 },
    );
    expect(differences).toBeGreaterThan(10);
  });

  it('writes differences to one base until they have cost as much as a new one', async () => {
    const audience = startAudience();
    const layouts: (Layout | undefined)[] = [];
    let whole = 0;
    for (let day = 0; day < 40; day += 1) {
      const refresh = await audience.refresh(usersFrom(day * 6, 300));
      ({ whole } = refresh);
      layouts.push(refresh.layout);
    }
    const bases = layouts.flatMap((layout, day) => (layout?.format === undefined ? [day + 1] : []));
    expect(bases.length).toBeGreaterThan(2);
    expect(bases.length).toBeLessThan(15);
    let [base, spent] = [0, 0];
    for (const [day, layout] of layouts.entries()) {
      if (layout?.format === undefined) [base, spent] = [day + 1, 0];
      else {
        spent += layout.chunks;
        expect(layout).toMatchObject({ base, chunksSinceBase: spent });
        expect(spent).toBeLessThan(whole + 1);
        expect(layout.chunks).toBeLessThanOrEqual(layouts[base - 1]!.chunks);
      }
    }
  });

  it('is written whole where all of it is in one chunk, or nearly all of it has changed', async () => {
    const small = startAudience();
    await small.refresh(usersFrom(0, 10));
    expect((await small.refresh(usersFrom(1, 10))).layout).not.toHaveProperty('format');
    const growing = startAudience();
    await growing.refresh(usersFrom(0, 75));
    // More chunks than the base has, and fewer than a whole version would have.
    expect((await growing.refresh(usersFrom(0, 200))).layout).not.toHaveProperty('format');
    const large = startAudience();
    await large.refresh(usersFrom(0, 200));
    expect((await large.refresh(usersFrom(199, 200))).layout).not.toHaveProperty('format');
    expect((await large.refresh(usersFrom(0, 2))).layout).not.toHaveProperty('format');
    expect((await large.refresh(usersFrom(0, 400))).layout).not.toHaveProperty('format');
  });

  it('says that nothing has changed where nothing has, and writes nothing', async () => {
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 100));
    const { publication, done } = await audience.refresh(usersFrom(0, 100).toReversed());
    expect(publication).toMatchObject({ unchanged: true, counts: { added: 0, removed: 0 } });
    expect([done, countChunks(audience.stored, 2)]).toEqual([['published unchanged'], 0]);
  });

  it('is written again where what is live is gone, although nothing has changed', async () => {
    for (const [version, gone] of [
      [1, 'audience-1#1#0'],
      [2, 'audience-1#1#0'],
      [2, 'audience-1#2#0'],
    ] as const) {
      const audience = startAudience();
      for (let day = 1; day <= version; day += 1) await audience.refresh(usersFrom(day, 200));
      audience.stored.chunks.get(gone)!.delete(0);
      const { publication, layout } = await audience.refresh(usersFrom(version, 200));
      expect(publication).toMatchObject({ unchanged: false });
      expect(layout).not.toHaveProperty('format');
      expect(audience.members(version + 1)).toEqual(orderMembers(usersFrom(version, 200)).ids);
      expect(audience.unreadable.length).toBeGreaterThan(0);
    }
  });

  it.each([1, 2])('is written again where version %d is said to be damaged', async (damaged) => {
    const audience = startAudience();
    await audience.refresh(usersFrom(1, 200));
    await audience.refresh(usersFrom(2, 200));
    Object.assign(audience.versions[String(damaged)]!, { damaged: true });
    const { publication, layout } = await audience.refresh(usersFrom(2, 200));
    expect(publication).toMatchObject({ unchanged: false });
    expect(layout).not.toHaveProperty('format');
  });

  it('does not stand on a version that is being removed, or never was published', async () => {
    for (const state of ['collecting', 'abandoned', 'held'] as const) {
      const audience = startAudience();
      await audience.refresh(usersFrom(0, 200));
      await audience.refresh(usersFrom(1, 200));
      Object.assign(audience.versions['1']!, { state });
      expect((await audience.refresh(usersFrom(2, 200))).layout).not.toHaveProperty('format');
    }
  });

  it('does not stand on a version that says that it is a difference itself', async () => {
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 200));
    await audience.refresh(usersFrom(1, 200));
    const { layout } = audience.versions['1']!;
    const chained = { ...layout, format: 2, base: 9, chunksSinceBase: 1 };
    Object.assign(audience.versions['1']!, { layout: chained });
    expect((await audience.refresh(usersFrom(2, 200))).layout).not.toHaveProperty('format');
    expect(audience.unreadable).toHaveLength(1);
  });

  it('gets a new base after 30 days, so that who has left does not stay in it', async () => {
    const day = 24 * 60 * 60_000;
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 200), 0);
    expect((await audience.refresh(usersFrom(1, 200), 30 * day)).layout).toHaveProperty('format');
    expect((await audience.refresh(usersFrom(2, 200), 30 * day + 1)).layout).not.toHaveProperty(
      'format',
    );
  });

  it('has chunks of 3.5 KB where few of the chunks of the base change, too', async () => {
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 20_000));
    const { layout } = await audience.refresh(usersFrom(300, 20_000));
    expect(layout).toMatchObject({ format: 2, base: 1 });
    const sizes = [...audience.stored.chunks]
      .filter(([key]) => key.startsWith('audience-1#2#'))
      .flatMap(([, shard]) => [...shard.values()])
      .map((chunk) => ('edits' in chunk ? chunk.edits.length + chunk.added.length : 0));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(3_200);
    expect(mean).toBeLessThan(3_700);
  });

  it('is spread over as many partitions as its base', async () => {
    const audience = startAudience();
    const { layout: base } = await audience.refresh(usersFrom(0, 20_000));
    const { layout } = await audience.refresh(usersFrom(300, 20_000));
    expect(base!.shards).toBeGreaterThan(1);
    expect(layout!.shards).toBe(Math.min(layout!.chunks, base!.shards));
  });

  it('is written whole where reading what is live takes half of the time that is left', async () => {
    const timers: number[] = [];
    const slow = startAudience({
      startTimer: (milliseconds, onEnd) => {
        timers.push(milliseconds);
        onEnd();
        return { restart: () => undefined, cancel: () => undefined };
      },
    });
    await slow.refresh(usersFrom(0, 200));
    expect((await slow.refresh(usersFrom(1, 200))).layout).not.toHaveProperty('format');
    expect(slow.unreadable).toHaveLength(1);
    expect(timers).toEqual([Number.POSITIVE_INFINITY]);
  });

  it('counts what it has read', async () => {
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 200));
    await audience.refresh(usersFrom(1, 200));
    const { attempt, layout } = await audience.refresh(usersFrom(2, 200));
    expect(layout).toHaveProperty('format');
    // Pages of three chunks, of the difference and of the base.
    const [base, difference] = [1, 2].map((version) => audience.layouts.get(version)!.chunks);
    expect(attempt.meter.readUnits).toBe((Math.ceil(base! / 3) + Math.ceil(difference! / 3)) / 2);
    expect(attempt.durations).toHaveProperty('compare');
  });

  it('reads a chunk again that a query has not shown yet', async () => {
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 200));
    const hidden = new Set([0, 3, audience.layouts.get(1)!.chunks - 1]);
    const { readChunks } = audience.stored;
    audience.stored.readChunks = async (...args) => {
      const page = await readChunks(...args);
      return { ...page, chunks: page.chunks.filter(({ bucket }) => !hidden.has(bucket)) };
    };
    await audience.refresh(usersFrom(3, 200));
    expect(audience.unreadable).toEqual([]);
    expect(audience.members(2)).toEqual(orderMembers(usersFrom(3, 200)).ids);
  });

  describe('whose live version cannot be read', () => {
    it.each<[string, (stored: MemoryMemberships) => void]>([
      ['a chunk of the base is gone', ({ chunks }) => chunks.get('audience-1#1#0')!.delete(1)],
      [
        'a chunk of the difference is gone',
        ({ chunks }) => chunks.get('audience-1#2#0')!.delete(0),
      ],
      [
        'a chunk of the base does not decompress',
        ({ chunks }) => chunks.get('audience-1#1#0')!.set(0, { bucket: 0, ids: Buffer.from('?') }),
      ],
      [
        'what comes in does not decompress',
        ({ chunks }) => {
          const shard = chunks.get('audience-1#2#0')!;
          shard.set(0, { edits: Buffer.alloc(0), ...shard.get(0)!, added: Buffer.from('?') });
        },
      ],
      [
        'the edits end too early',
        ({ chunks }) => {
          const shard = chunks.get('audience-1#2#0')!;
          shard.set(0, { added: Buffer.alloc(0), ...shard.get(0)!, edits: Buffer.from([1, 9]) });
        },
      ],
      [
        'the edits leave IDs over',
        ({ chunks }) => {
          const shard = chunks.get('audience-1#2#0')!;
          shard.set(0, { added: Buffer.alloc(0), ...shard.get(0)!, edits: Buffer.alloc(0) });
        },
      ],
      [
        'a chunk of the base is one of a difference',
        ({ chunks }) => {
          const difference = chunks.get('audience-1#2#0')!.get(0)!;
          chunks.get('audience-1#1#0')!.set(0, difference);
        },
      ],
      [
        'a chunk of the difference is one of a whole version',
        ({ chunks }) => {
          const whole = chunks.get('audience-1#1#0')!.get(0)!;
          chunks.get('audience-1#2#0')!.set(0, whole);
        },
      ],
      [
        'there are more chunks than the layout says',
        ({ chunks }) =>
          chunks.get('audience-1#1#0')!.set(999, { bucket: 999, ids: Buffer.alloc(0) }),
      ],
    ])('is written whole, and somebody is told: %s', async (_, damage) => {
      const audience = startAudience();
      await audience.refresh(usersFrom(0, 200));
      await audience.refresh(usersFrom(2, 200));
      expect(audience.layouts.get(2)).toHaveProperty('format');
      damage(audience.stored);
      const { publication, layout } = await audience.refresh(usersFrom(4, 200));
      expect(layout).not.toHaveProperty('format');
      expect(audience.members(3)).toEqual(orderMembers(usersFrom(4, 200)).ids);
      expect(publication.counts).not.toHaveProperty('added');
      expect(audience.unreadable).toHaveLength(1);
      expect(audience.unreadable[0]).toBeInstanceOf(UnreadableVersionError);
    });
  });

  it('does not take a refusal of DynamoDB for a version that cannot be read', async () => {
    const audience = startAudience();
    await audience.refresh(usersFrom(0, 200));
    audience.stored.readChunks = () => Promise.reject(new Error('no access'));
    await expect(audience.refresh(usersFrom(1, 200))).rejects.toThrow('no access');
    expect(audience.unreadable).toEqual([]);
  });
});
