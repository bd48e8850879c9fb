import { beforeAll, describe, expect, it } from '@jest/globals';
import { CollidingIdsError } from '../../../kernel/errors.ts';
import { instantiateJoin } from '../../../kernel/instantiate.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { hashId } from '../../support/hash-id.ts';
import { idsWithHash, idWithHash } from '../../support/colliding-ids.ts';
import {
  idsOf,
  readInto,
  readPieces,
  oneThreadOrTwo,
  provideKernel,
  toLines,
} from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';

let kernel: JoinKernel;

const hash = 0x0123_4567_89ab_cdefn;
const colliding = idsWithHash(hash, 6000);

/** Distinct IDs that the kernel took in until it refused the file. Not shown by JoinKernel. */
const takenUntilRefused = (bytes: Uint8Array): number => {
  const { join, memory } = instantiateJoin();
  const arena = join.arena.value;
  expect(join.begin(bytes.length, 2 ** 27, 0, false)).toBe(0);
  join.beginFile(arena, 1, false);
  new Uint8Array(memory.buffer, arena).set(bytes);
  join.start(arena);
  join.finish(arena + bytes.length);
  expect(join.failureReason()).toBe(5);
  return join.distinctIds();
};

describe.each(oneThreadOrTwo)('IDs that were built to have one hash, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('have it, and are different', () => {
    expect(new Set(colliding.map((id) => hashId(id)))).toEqual(new Set([hash]));
    expect(new Set(colliding).size).toBe(colliding.length);
  });

  it.each([2, 3, 16, 17, 64, 500])(
    'are told apart and ordered by their bytes: %d of them',
    (count) => {
      const ids = colliding.slice(0, count);
      const users = ids.filter((_, index) => count < 16 || index % 4 !== 1);
      for (const rows of [ids, ids.toReversed(), [...ids, ...ids]]) {
        const file = readInto(kernel, toLines(rows));
        // Users who are not in the file have the hash, too.
        file.mark([...users, ...colliding.slice(500, 1000), 'a', 'b']);
        const members = file.orderMembers();
        expect(idsOf(members)).toEqual(orderMembers(users).ids);
        expect(members.tagOf(0)).toBe(Number(hash >> 32n));
      }
    },
  );

  it('are told apart when one is the beginning of the other', () => {
    const short = idWithHash(0n).slice(0, 64);
    const long = idWithHash(hashId(short));
    expect(long.startsWith(short)).toBe(true);
    expect(hashId(long)).toBe(hashId(short));
    for (const rows of [[short], [long], [short, long], [long, short]])
      for (const users of [[short], [long], [short, long]]) {
        const { file, counts } = readPieces(kernel, [toLines(rows)]);
        expect(counts.distinct).toBe(rows.length);
        file.mark(users);
        const inBoth = rows.filter((id) => users.includes(id));
        expect(idsOf(file.orderMembers())).toEqual(orderMembers(inBoth).ids);
      }
  });

  it('are refused when they are thousands', () => {
    for (const rows of [colliding, colliding.toReversed()])
      expect(() => readInto(kernel, toLines(rows))).toThrow(CollidingIdsError);
  });

  it('are refused when they come among others, or were read before', () => {
    const others = Array.from({ length: 60_000 }, (_, index) => `user-${index}`);
    const mixed = others.flatMap((id, index) => [id, colliding[index % colliding.length]!]);
    expect(() => readInto(kernel, toLines(mixed))).toThrow(CollidingIdsError);
    expect(() => readInto(kernel, toLines([...others, ...colliding]))).toThrow(CollidingIdsError);
  });

  it('are refused before they were compared for long, although they are not more than a batch', () => {
    // A thousand blocks to compare, for each pair.
    const alike = idsWithHash(hash, 500, 'x'.repeat(16_000));
    expect(new Set(alike.map((id) => hashId(id)))).toEqual(new Set([hash]));
    expect(takenUntilRefused(toLines(alike))).toBeLessThan(150);
  });
});

/** IDs of a new table's neighbouring homes, of which there are 2^16, in order: a dozen for each home. */
const findCrowded = (count: number): string[] => {
  const letters = Array.from({ length: 92 }, (_, index) => String.fromCharCode(0x23 + index));
  const plain = letters.filter((letter) => letter !== ',');
  const hashed = plain
    .flatMap((one) => plain.flatMap((two) => plain.map((three) => one + two + three)))
    .map((id) => ({ id, home: Number(hashId(id) >> 48n) }))
    .filter(({ home }) => home >= 1000 && home < 1300);
  return orderMembers(hashed.map(({ id }) => id)).ids.slice(0, count);
};

describe.each(oneThreadOrTwo)('IDs that were built to lie close together, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  let crowded: readonly string[];
  beforeAll(() => {
    crowded = findCrowded(2000);
  });

  it('are joined', () => {
    const file = readInto(kernel, toLines([...crowded, ...crowded]));
    file.mark(crowded);
    expect(idsOf(file.orderMembers())).toEqual(crowded);
  });

  it('are refused when the one farthest from its home is repeated, which costs as much each time', () => {
    const rows = [...crowded, ...Array<string>(30_000).fill(crowded.at(-1)!)];
    expect(() => readInto(kernel, toLines(rows))).toThrow(CollidingIdsError);
  });

  it('are not refused for a repetition that costs little', () => {
    const rows = [...crowded, ...Array<string>(30_000).fill(crowded[0]!)];
    expect(readPieces(kernel, [toLines(rows)]).counts).toMatchObject({ distinct: 2000 });
  });
});
