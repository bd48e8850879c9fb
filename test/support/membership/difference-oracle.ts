import { bucketOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import {
  differenceBucketOf,
  firstBaseBucket,
} from '../../../lambdas/shared/membership/difference-layout.ts';
import { encodeEdits } from '../../../lambdas/shared/membership/edits.ts';
import { hashId } from '../hash-id.ts';
import { orderMembers } from '../order-members.ts';

/** A chunk of a difference, not compressed yet. */
export interface DifferenceChunk {
  bucket: number;
  edits: Uint8Array;
  /** IDs that come in, in order */
  added: string[];
}

/**
 * The difference of one set of members to another, by the book and without the kernel.
 *
 * @param baseChunks n of the base
 * @param chunks n of the difference, at most as many
 */
export const cutDifference = (
  base: Iterable<string>,
  members: Iterable<string>,
  { baseChunks, chunks }: { baseChunks: number; chunks: number },
): DifferenceChunk[] => {
  const before = new Set(base);
  const now = new Set(members);
  const buckets = Array.from({ length: baseChunks }, (): string[] => []);
  const all = orderMembers([...new Set([...before, ...now])]).ids;
  for (const id of all) buckets[bucketOf(hashId(id), baseChunks)]?.push(id);
  return Array.from({ length: chunks }, (_, bucket) => {
    const [from, to] = [bucket, bucket + 1].map((each) =>
      firstBaseBucket(each, { baseChunks, chunks }),
    );
    const changed: { bucket: number; count: number; edits: Uint8Array }[] = [];
    const added: string[] = [];
    for (let baseBucket = from ?? 0; baseBucket < (to ?? 0); baseBucket += 1) {
      if (differenceBucketOf(baseBucket, { baseChunks, chunks }) !== bucket)
        throw new Error('the runs of the base do not fit');
      const ids = buckets[baseBucket] ?? [];
      added.push(...ids.filter((id) => !before.has(id)));
      const edits = editsOf(ids, before, now);
      if (edits.length > 0)
        changed.push({ bucket: baseBucket, count: edits.length, edits: written(edits) });
    }
    return { bucket, edits: encodeEdits(changed, from ?? 0), added };
  });
};

/** `2 * distance + kind`, as docs/membership-format.md has it. */
const editsOf = (
  ids: readonly string[],
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
): number[] => {
  const edits: number[] = [];
  let position = 0;
  let last = 0;
  for (const id of ids) {
    if (before.has(id) !== now.has(id)) {
      edits.push(2 * (position - last) + (before.has(id) ? 0 : 1));
      last = position;
    }
    if (before.has(id)) position += 1;
  }
  return edits;
};

const written = (edits: readonly number[]): Uint8Array =>
  Uint8Array.from(
    edits.flatMap((number) => {
      const bytes: number[] = [];
      for (let left = number; ; left >>>= 7) {
        if (left < 128) return [...bytes, left];
        bytes.push((left & 127) | 128);
      }
    }),
  );
