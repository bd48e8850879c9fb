import { type ChooseCompress, compressHere } from './compress.ts';
import { CompressionThread } from './compression-thread.ts';

/** Fewer have been written before a thread has started and earned what it cost. */
const chunksWorthAThread = 2_000;

/** A thread for versions of many chunks. It stays for those that follow. */
export const createChooseCompress = (): ChooseCompress => {
  let thread: CompressionThread | undefined;
  return (chunks) => {
    if (chunks < chunksWorthAThread) return compressHere;
    thread ??= new CompressionThread();
    return thread.compress;
  };
};
