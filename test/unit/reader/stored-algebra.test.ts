import { describe, expect, it } from '@jest/globals';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import {
  AudienceReader,
  intersect,
  subtract,
  union,
  VersionGoneError,
} from '../../../reader/index.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { chunkKey, storeVersions } from '../../support/membership/stored-versions.ts';
import { orderMembers } from '../../support/order-members.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { collect } from '../../support/streams.ts';

/** Some of them have one hash. */
const everybody = [
  ...Array.from({ length: 150 }, (_, user) => `user-${user}`),
  ...idsWithHash(2n ** 63n, 7),
];
const members = fc.oneof(
  fc.subarray(everybody),
  fc.subarray(everybody, { minLength: everybody.length - 5 }),
  fc.constantFrom([], everybody),
);
const spread = fc.record({
  chunks: fc.integer({ min: 1, max: 20 }),
  shards: fc.integer({ min: 1, max: 25 }),
});

const openTables = async () => {
  const aws = createAws();
  await createResources(aws);
  const { dynamodb } = aws;
  return { dynamodb, reader: new AudienceReader({ dynamodb, tables }) };
};

describe('versions that are whole and versions that are differences', () => {
  it('intersect, unite and subtract as sets do', async () => {
    await fc.assert(
      fc.asyncProperty(members, members, members, spread, spread, async (...drawn) => {
        const [a, b, c, one, other] = drawn;
        const { dynamodb, reader } = await openTables();
        const base = { ...one, chunks: 20 };
        await storeVersions(dynamodb, tables, {
          1: { members: a, ...base, state: 'superseded' },
          2: { members: b, ...other, base: 1, state: 'superseded' },
          3: { members: c, ...one, base: 1 },
        });
        await storeVersions(dynamodb, tables, { 1: { members: c, ...other } }, 'gold');
        const vip = (version: number) => reader.snapshot('shop', 'vip', { version });
        const [first, second, third, gold] = await Promise.all([
          ...[1, 2, 3].map(vip),
          reader.snapshot('shop', 'gold'),
        ]);
        const inOrder = (isIn: (id: string) => boolean) => orderMembers(everybody.filter(isIn)).ids;
        expect(await collect(intersect(first, second!, third!).ids())).toEqual(
          inOrder((id) => a.includes(id) && b.includes(id) && c.includes(id)),
        );
        expect(await collect(union(first, second!, gold!).ids())).toEqual(
          inOrder((id) => a.includes(id) || b.includes(id) || c.includes(id)),
        );
        expect(await collect(subtract(second!, first).ids())).toEqual(
          inOrder((id) => b.includes(id) && !a.includes(id)),
        );
        expect(
          await collect(union(subtract(gold!, third!), subtract(third!, gold!)).ids()),
        ).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('give no shorter list where a chunk of one of them is gone', async () => {
    const { dynamodb, reader } = await openTables();
    await storeVersions(dynamodb, tables, { 1: { members: everybody, chunks: 5, shards: 2 } });
    await storeVersions(dynamodb, tables, { 1: { members: everybody, chunks: 3, shards: 1 } }, 'b');
    const Key = chunkKey(1, 2, 1, 'b');
    await dynamodb.send(new DeleteItemCommand({ TableName: tables.memberships, Key }));
    const [whole, broken] = await Promise.all([
      reader.snapshot('shop', 'vip'),
      reader.snapshot('shop', 'b'),
    ]);
    for (const combined of [
      intersect(whole, broken),
      union(whole, broken),
      subtract(whole, broken),
      subtract(broken, whole),
    ])
      await expect(collect(combined.ids())).rejects.toThrow(VersionGoneError);
  });
});
