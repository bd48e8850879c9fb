import { applyEdits } from '../lambdas/shared/membership/apply-edits.ts';
import { runOf } from '../lambdas/shared/membership/difference-layout.ts';
import {
  BrokenEditsError,
  decodeEdits,
  isAddition,
  type Run,
} from '../lambdas/shared/membership/edits.ts';
import type { ChunkSet, Item } from './chunks/chunk-set.ts';
import { differenceOfItem } from './chunks/decode-item.ts';
import { UnknownFormatError } from './errors.ts';

/** What a chunk of a difference says of a run of the base's chunks. */
export interface DifferenceChunk {
  /** of the base */
  firstBucket: number;
  /** behind the last one */
  endBucket: number;
  /**
   * @param bucket of the base
   * @param ids that are in it
   * @returns the members in its place, in order
   * @throws UnknownFormatError
   */
  apply: (bucket: number, ids: string[]) => string[];
}

/** @throws UnknownFormatError */
export const decodeDifference = (
  of: ChunkSet,
  base: ChunkSet,
  bucket: number,
  item: Item,
): DifferenceChunk => {
  const what = `chunk ${bucket} of version ${of.version}`;
  const sizes = { baseChunks: base.chunks, chunks: of.chunks };
  const run = runOf(bucket, sizes);
  const { edits, added } = differenceOfItem(of, item);
  const changed = orUnknown(what, () => readChanges(edits, added, run));
  return {
    firstBucket: run.first,
    endBucket: run.end,
    apply: (baseBucket, ids) => {
      const change = changed.get(baseBucket);
      if (!change) return ids;
      let next = change.firstAdded;
      return orUnknown(what, () => applyEdits(ids, change.edits, () => added[next++]));
    },
  };
};

interface Change {
  edits: readonly number[];
  /** place of the first ID that comes in here, among those that the chunk brings */
  firstAdded: number;
}

/** By bucket of the base. @throws BrokenEditsError */
const readChanges = (
  bytes: Uint8Array,
  added: readonly string[],
  run: Run,
): ReadonlyMap<number, Change> => {
  const changed = new Map<number, Change>();
  let firstAdded = 0;
  for (const { bucket, edits } of decodeEdits(bytes, run)) {
    changed.set(bucket, { edits, firstAdded });
    for (const edit of edits) if (isAddition(edit)) firstAdded += 1;
  }
  if (firstAdded !== added.length)
    throw new BrokenEditsError(`${added.length} IDs come in, and edits put in ${firstAdded}`);
  return changed;
};

const orUnknown = <T>(what: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BrokenEditsError)) throw error;
    throw new UnknownFormatError(`${what} is damaged: ${error.message}`, { cause: error });
  }
};
