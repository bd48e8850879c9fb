/** The rows that a thread works on together: lists of 2,048 numbers, each thread its own. */
import { addressMask, batchBytes, batchesStart } from './layout';

const listBytes: usize = 0x2000;

let batch: usize = batchesStart;

/** @param thread 0 or 1 */
export function useBatch(thread: u32): void {
  batch = batchesStart + <usize>thread * batchBytes;
}

export function batchRefs(): usize {
  return batch;
}

export function batchLengths(): usize {
  return batch + listBytes;
}

export function idAt(row: u32): usize {
  return <usize>(load<u32>(batchRefs() + (row << 2)) & addressMask);
}

export function lengthAt(row: u32): u32 {
  return load<u32>(batchLengths() + (row << 2));
}

export function batchTags(): usize {
  return batch + 2 * listBytes;
}

export function batchSlots(): usize {
  return batch + 3 * listBytes;
}

export function batchIndexes(): usize {
  return batch + 4 * listBytes;
}

/**
 * Takes what was loaded only to have it in the cache; a compiler may leave out a load that nothing depends on. The
 * loads of such a loop do not wait for each other, so that the processor has many of them under way at once.
 */
export function keepLoaded(sum: u32): void {
  store<u32>(batch + 5 * listBytes, sum);
}
