import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AudienceReader } from '../../../reader/index.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { storeVersions } from '../../support/membership/stored-versions.ts';
import { orderMembers } from '../../support/order-members.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { collect } from '../../support/streams.ts';

/** Some of them have one hash. */
const everybody = [
  ...Array.from({ length: 150 }, (_, user) => `user-${user}`),
  ...idsWithHash(2n ** 63n, 5),
  ...idsWithHash(0n, 3),
  ...['漢字', '😀', ' 1', 'a\rb'],
];
const sets = fc.oneof(
  fc.subarray(everybody),
  fc.subarray(everybody, { maxLength: 5 }),
  fc.constantFrom([], everybody),
);
const spreads = fc
  .record({
    chunkCounts: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    baseShards: fc.integer({ min: 1, max: 25 }),
    shards: fc.integer({ min: 1, max: 25 }),
  })
  .map(({ chunkCounts, ...shards }) => ({
    baseChunks: Math.max(...chunkCounts),
    chunks: Math.min(...chunkCounts),
    ...shards,
  }));
const options = fc.record(
  { consistent: fc.boolean(), parallelism: fc.integer({ min: 1, max: 64 }) },
  { requiredKeys: [] },
);

const some = fc.subarray(everybody, { minLength: 4, maxLength: 4 });

const openTables = async () => {
  const aws = createAws();
  await createResources(aws);
  const { dynamodb } = aws;
  return { dynamodb, reader: new AudienceReader({ dynamodb, tables }) };
};

describe('a version that is a difference', () => {
  it('has exactly its members, by every way of reading, and so has its base', async () => {
    await fc.assert(
      fc.asyncProperty(sets, sets, spreads, options, some, async (...drawn) => {
        const [base, members, spread, read, asked] = drawn;
        const { dynamodb, reader } = await openTables();
        const { baseChunks, baseShards, chunks, shards } = spread;
        await storeVersions(dynamodb, tables, {
          3: { members: base, chunks: baseChunks, shards: baseShards, state: 'superseded' },
          7: { members, chunks, shards, base: 3 },
        });
        for (const [version, expected] of [
          [3, base],
          [7, members],
        ] as const) {
          const snapshot = await reader.snapshot('shop', 'vip', { version });
          expect(snapshot.members).toBe(expected.length);
          const inOrder = orderMembers(expected).ids;
          const batches = await collect(snapshot.batches(read));
          expect(batches.flat()).toEqual(inOrder);
          expect(batches.every(({ length }) => length > 0)).toBe(true);
          expect(await collect(snapshot.ids(read))).toEqual(inOrder);
          const many = await snapshot.containsMany([...everybody, 'nobody', ''], read);
          expect(many).toEqual(new Set(expected));
          expect(await snapshot.containsMany(asked, read)).toEqual(
            new Set(asked.filter((id) => expected.includes(id))),
          );
          const { consistent } = read;
          for (const id of [...asked, 'nobody', ''])
            expect([id, await snapshot.contains(id, { consistent })]).toEqual([
              id,
              expected.includes(id),
            ]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
