import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinedMembers } from '../../../kernel/joined-members.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { hashId } from '../../support/hash-id.ts';
import { idsOf, quoted, readInto, oneThreadOrTwo, provideKernel } from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';

let kernel: JoinKernel;

const readRows = (rows: readonly string[]): FileJoin =>
  readInto(kernel, rows.map((id) => `${quoted(id)}\n`).join(''));

/** What a JoinedMembers says, in the same words for the kernel's and the oracle's. */
const described = (members: JoinedMembers) => ({
  ids: idsOf(members),
  tags: Array.from({ length: members.count }, (_, index) => members.tagOf(index)),
});

const expected = (rows: readonly string[], users: readonly string[]) => {
  const registered = new Set(users);
  const inBoth = [...new Set(rows)].filter(
    (id) => registered.has(id) && !id.includes('\n') && Buffer.byteLength(id) <= 2048,
  );
  const { ids } = orderMembers(inBoth);
  return { ids, tags: ids.map((id) => Number(hashId(id) >> 32n)) };
};

/** Beginnings of a few texts, so that many begin with each other, around the kernel's steps of 16 bytes. */
const related = fc
  .tuple(
    fc.constantFrom('x', 'é', '漢', 'user-'),
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(47, 48, 49, 63, 64, 65, 2047, 2048)),
    fc.constantFrom('', ' ', '\0', 'y', '\n'),
  )
  .map(([unit, length, end]) => unit.repeat(length).slice(0, length) + end);
const id = fc.oneof(related, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }));

describe.each(oneThreadOrTwo)('joining, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('keeps the IDs that are in the file and registered, in order, whoever else is registered', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { minLength: 1, maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 90 }),
        fc.integer({ min: 1, max: 20 }),
        (pool, draws, groupSize) => {
          const drawn = draws.map(([index, ...isIn]) => ({ id: pool[index % pool.length]!, isIn }));
          const rows = drawn.filter(({ isIn }) => isIn[0]).map((draw) => draw.id);
          const users = drawn.filter(({ isIn }) => isIn[1]).map((draw) => draw.id);
          const file = readRows(rows);
          for (let from = 0; from < users.length; from += groupSize)
            file.mark(users.slice(from, from + groupSize));
          expect(described(file.orderMembers())).toEqual(expected(rows, users));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keeps nobody when nobody is marked, and everybody when all are', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `user-${index}`);
    expect(readRows(rows).orderMembers().count).toBe(0);
    const file = readRows([...rows, ...rows]);
    file.mark([]);
    file.mark(rows);
    file.mark(rows.toReversed());
    expect(described(file.orderMembers())).toEqual(expected(rows, rows));
  });

  it('marks while it hands out the IDs, as lookups do', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `user-${index}`);
    const users = rows.filter((_, index) => index % 3 === 0);
    const registered = new Set(users);
    const file = readRows(rows);
    const asked: string[] = [];
    for (const ids of file.ids(100)) {
      asked.push(...ids);
      file.mark(ids.filter((one) => registered.has(one)));
    }
    expect(asked.toSorted()).toEqual(rows.toSorted());
    expect(described(file.orderMembers())).toEqual(expected(rows, users));
  });

  it('matches no ID with a line feed, nor the parts of one', () => {
    const file = readRows(['a', 'b', 'a\nb', 'c\n', 'c', '\nd', 'd', 'e']);
    expect([...file.ids(3)].flat().toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    file.mark(['a\nb', 'c\n', '\nd', '\n', '']);
    file.mark(['e']);
    expect(idsOf(file.orderMembers())).toEqual(['e']);
  });

  it('matches no ID that is longer than a key, whatever is marked', () => {
    const [longest, tooLong, huge] = [2048, 2049, 100_000].map((length) => 'x'.repeat(length)) as [
      string,
      string,
      string,
    ];
    const file = readRows([longest, tooLong, huge]);
    expect([...file.ids(10)]).toEqual([[longest]]);
    file.mark([huge, tooLong, longest]);
    const members = file.orderMembers();
    expect(members.longest).toBe(2048);
    expect(idsOf(members)).toEqual([longest]);
  });

  it('says how long the longest ID of the file is, up to the longest key', () => {
    expect(readRows(['a', '漢字', 'abc']).orderMembers().longest).toBe(6);
  });

  it('takes more users than fit into its window, and lets more members out', () => {
    // Three windows of users, and two of members.
    const ids = Array.from({ length: 12_000 }, (_, index) => `${index}`.padEnd(2048, `${index}-`));
    const rows = ids.filter((_, index) => index % 2 === 0);
    const file = readRows(rows);
    file.markLines(Buffer.from(ids.map((one) => `${one}\n`).join('')));
    const members = file.orderMembers();
    const inOrder = orderMembers(rows).ids;
    expect(members.count).toBe(6000);
    expect([...members.readLines(0, members.count)].length).toBeGreaterThan(1);
    // Not toEqual: a difference of megabytes is nothing to print.
    expect(idsOf(members).join() === inOrder.join()).toBe(true);
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [4095, 4097],
      [5999, 6000],
      [1, 6000],
    ] as const)
      expect(idsOf(members, from, to).join() === inOrder.slice(from, to).join()).toBe(true);
  });

  it('reads lines from anywhere, in any order', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `user-${index}`);
    const file = readRows(rows);
    file.mark(rows);
    const members = file.orderMembers();
    const inOrder = orderMembers(rows).ids;
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(idsOf(members, from, to)).toEqual(inOrder.slice(from, to));
      }),
    );
    expect(() => members.tagOf(5000)).toThrow(RangeError);
  });
});
