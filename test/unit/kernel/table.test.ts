import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CollidingIdsError, TableFullError } from '../../../kernel/errors.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { idsWithHash, idWithHash } from '../../support/colliding-ids.ts';
import {
  idsOf,
  readPieces,
  oneThreadOrTwo,
  provideKernel,
  toLines,
  numbered,
} from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';
import { cutAt } from '../../support/streams.ts';

let kernel: JoinKernel;
/** Homes of a new table; it grows when it is at 80 %. */
const firstHomes = 2 ** 16;

/** Reads the rows, marks some of them, and compares everything with a Set and a sort. */
const expectJoined = (rows: readonly string[], homes?: number): void => {
  const bytes = toLines(rows);
  const distinct = [...new Set(rows)];
  const { file, counts } = readPieces(kernel, cutAt(bytes, [1e5, 3e5, 1e6]), homes);
  // All of them may have the same character in them.
  expect({ ...counts, otherDelimiter: undefined }).toEqual({
    rows: rows.length,
    blank: 0,
    distinct: distinct.length,
    firstRow: rows[0]?.slice(0, 200),
  });
  // Compared as one string: Jest takes long for lists of this length.
  expect([...file.ids(10_000)].flat().sort().join() === distinct.toSorted().join()).toBe(true);
  const users = distinct.filter((_, index) => index % (distinct.length > 10_000 ? 30 : 3) === 0);
  file.markLines(toLines(users));
  expect(idsOf(file.orderMembers()).join() === orderMembers(users).ids.join()).toBe(true);
};

const lastTag = 2n ** 32n - 1n;
const edges = [
  ...[0n, 1n, 2n, lastTag - 1n, lastTag].flatMap((tag) => [
    idWithHash(tag << 32n),
    idWithHash((tag << 32n) | 5n),
  ]),
  ...idsWithHash(0n, 200),
  ...idsWithHash(2n ** 64n - 1n, 200),
  // They have the last home, and different tags.
  ...Array.from({ length: 100 }, (_, index) => idWithHash((lastTag - BigInt(index * 7)) << 32n)),
];

describe.each(oneThreadOrTwo)('the table, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it.each([
    ['as many distinct IDs as it takes without growing', 40_000, 0],
    ['more', 70_000, 0],
    ['many more', 200_000, 0],
    ['those that come twice', 70_000, 70_000],
  ])('holds %s', (_, distinct, repeated) => {
    const rows = numbered(distinct, 'user-');
    expectJoined([...rows, ...rows.slice(0, repeated)]);
  });

  it.each([
    // It grows for far too many, for too few, and then again and again.
    [
      'short ones and then long ones',
      [...numbered(60_000, ''), ...numbered(3000, 'x'.repeat(900))],
    ],
    [
      'long ones and then short ones',
      [...numbered(3000, 'x'.repeat(900)), ...numbered(200_000, '')],
    ],
    ['different ones and then one', [...numbered(60_000, ''), ...Array<string>(400_000).fill('1')]],
    [
      'one and then different ones',
      [...Array<string>(400_000).fill('1'), ...numbered(200_000, '')],
    ],
  ])('holds %s, although the start of the file is unlike the rest', (_, rows) => {
    expectJoined(rows);
  });

  it('holds as many IDs as it may have homes, and refuses one more', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(2048, 5000)),
        fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
        (homes, name) => {
          const prefix = name.replace(/[",]/g, '');
          expectJoined(numbered(homes, prefix), homes);
          // Rows that are there already find no place too few.
          const twice = [...numbered(homes, prefix), ...numbered(homes, prefix)];
          expectJoined(twice, homes);
          expect(() => readPieces(kernel, [toLines([...twice, 'one more'])], homes)).toThrow(
            TableFullError,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('stops growing at the homes that it may have', () => {
    const homes = firstHomes + 5000;
    // Finding the last places of a full table takes long, as in no table of the product; repetition pays for it.
    const rows = numbered(homes, 'user-').flatMap((id) => [id, id, id]);
    expectJoined(rows, homes);
    expect(() => readPieces(kernel, [toLines([...rows, 'one more'])], homes)).toThrow(
      TableFullError,
    );
    expect(() => readPieces(kernel, [toLines(['a'])], 0)).toThrow(TableFullError);
  });

  it.each([
    ['alone', 0, undefined],
    ['among others', 40_000, undefined],
    ['when it grows', 200_000, undefined],
    ['when all have few homes', 0, new Set(edges).size],
    ['when all have one home', 0, 1000],
  ])('holds IDs with the first tags and the last, %s', (_, others, homes) => {
    expectJoined([...edges, ...numbered(others, 'user-'), ...edges], homes);
    expectJoined([...numbered(others, 'user-'), ...edges.toReversed()], homes);
  });

  it('holds IDs up to 4,096 slots behind their home, also behind the last one, and refuses what runs over', () => {
    const colliding = idsWithHash(2n ** 64n - 1n, 4098);
    const first = idWithHash((lastTag - 1n) << 32n);
    // Each row allows for some work: these allow for comparing IDs that collide.
    const others = Array<string>(400_000).fill('a');
    const most = [...others, ...colliding.slice(0, 4097)];
    expectJoined(most);
    // One more of them, and one that comes before them and moves them all.
    for (const id of [colliding.at(-1)!, first])
      expect(() => readPieces(kernel, [toLines([...most, id])])).toThrow(CollidingIdsError);
    expectJoined([...most.slice(0, -1), first]);
  });
});
