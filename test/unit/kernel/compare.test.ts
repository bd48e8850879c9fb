import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ForgottenFileError } from '../../../kernel/errors.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { JoinedMembers } from '../../../kernel/joined-members.ts';
import { bucketOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { encodeEdits } from '../../../lambdas/shared/membership/edits.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { hashId } from '../../support/hash-id.ts';
import { oneThreadOrTwo, provideKernel, quoted, readInto } from '../../support/kernels.ts';
import { cutDifference } from '../../support/membership/difference-oracle.ts';
import { orderMembers } from '../../support/order-members.ts';

let kernel: JoinKernel;

const join = (ids: readonly string[]): JoinedMembers => {
  const file = readInto(kernel, ids.map((id) => `${quoted(id)}\n`).join(''));
  file.mark(ids);
  return file.orderMembers();
};

const inBuckets = (ids: readonly string[], chunks: number): string[][] => {
  const buckets = Array.from({ length: chunks }, (): string[] => []);
  for (const id of orderMembers(ids).ids) buckets[bucketOf(hashId(id), chunks)]!.push(id);
  return buckets;
};

const compareBucket = (members: JoinedMembers, chunks: number, bucket: number, ids: string[]) => {
  const changes = { bucket, count: 0, added: 0, edits: Buffer.alloc(0), lines: '', stretches: 0 };
  for (const some of members.compare(bucket, chunks, Buffer.from(ids.join('\n')))) {
    changes.count += some.added + some.removed;
    changes.added += some.added;
    changes.edits = Buffer.concat([changes.edits, some.edits]);
    changes.lines += Buffer.from(some.addedLines).toString();
    changes.stretches += 1;
  }
  return changes;
};

const compareAll = (members: JoinedMembers, base: readonly string[], chunks: number) =>
  inBuckets(base, chunks).map((ids, bucket) => {
    const { count, added, edits, lines } = compareBucket(members, chunks, bucket, ids);
    const ofBucket = count === 0 ? [] : [{ bucket, count, edits }];
    expect(lines.split('\n').length - 1).toBe(added);
    return {
      bucket,
      edits: encodeEdits(ofBucket, bucket),
      added: lines.split('\n').slice(0, -1),
    };
  });

const expectDifference = (base: readonly string[], now: readonly string[], chunks: number) => {
  expect(compareAll(join(now), base, chunks)).toEqual(
    cutDifference(base, now, { baseChunks: chunks, chunks }),
  );
};

const related = fc
  .tuple(
    fc.constantFrom('x', 'é', '漢', 'user-'),
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(47, 48, 49, 63, 64, 65, 2047, 2048)),
    fc.constantFrom('', ' ', '\0', 'y'),
  )
  .map(([unit, length, end]) => unit.repeat(length).slice(0, length) + end)
  .filter((id) => Buffer.byteLength(id) <= 2048);
const id = fc.oneof(
  related,
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((some) => !/[\n\r]/.test(some)),
);

describe.each(oneThreadOrTwo)('comparing members with another version, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('says for each bucket what has come in, what has gone, and where', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(id, fc.boolean(), fc.boolean()), {
          selector: ([some]) => some,
          minLength: 1,
          maxLength: 80,
        }),
        fc.integer({ min: 1, max: 30 }),
        (drawn, chunks) => {
          const base = drawn.filter(([, isIn]) => isIn).map(([some]) => some);
          const now = drawn.filter(([, , isIn]) => isIn).map(([some]) => some);
          fc.pre(now.length > 0);
          expectDifference(base, now, chunks);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('puts IDs of one hash in the order of their bytes', () => {
    const [one, other] = idsWithHash(0x8000_0000_0000_0001n, 2) as [string, string];
    for (const [base, now] of [
      [[one], [other]],
      [[other], [one]],
      [[one], [one, other]],
      [[other], [one, other]],
      [[one, other], [one]],
      [[one, other], [other]],
    ] as [string[], string[]][])
      expectDifference(base, now, 3);
  });

  it('goes on where one bucket has more changes than fit into the window', () => {
    const now = Array.from({ length: 3_000 }, (_, user) => `user-${user}-`.padEnd(2_000, 'x'));
    const base = ['somebody', 'somebody else'];
    const members = join(now);
    const changes = compareBucket(members, 1, 0, orderMembers(base).ids);
    expect(changes.stretches).toBeGreaterThan(1);
    const [expected] = cutDifference(base, now, { baseChunks: 1, chunks: 1 });
    expect(changes.lines).toBe(expected!.added.map((some) => `${some}\n`).join(''));
    expect(encodeEdits([changes], 0)).toEqual(expected!.edits);
  });

  it('refuses more IDs than fit into the window', () => {
    const members = join(['user-1']);
    const ids = Buffer.alloc(members.mostComparedBytes + 1, 'x');
    expect(() => [...members.compare(0, 1, ids)]).toThrow(RangeError);
  });

  it('does nothing for a file that the kernel has forgotten', () => {
    const members = join(['user-1']);
    join(['user-2']);
    expect(() => [...members.compare(0, 1, Buffer.from('user-1'))]).toThrow(ForgottenFileError);
  });
});
