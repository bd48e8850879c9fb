import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const maxBlockBytes = 256 * 1024;

/**
 * MD5 of all bytes, in hexadecimal, read in blocks whatever the size; the handle stays open.
 *
 * @param expectedBytes the file's size, so that a small file does not take a large block; it may be wrong
 */
export const hashFile = async (handle: FileHandle, expectedBytes: number): Promise<string> => {
  const hash = createHash('md5');
  const blockBytes = Math.min(expectedBytes + 1, maxBlockBytes);
  const block = Buffer.allocUnsafe(blockBytes);
  let position = 0;
  for (;;) {
    const { bytesRead } = await handle.read(block, 0, blockBytes, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(block.subarray(0, bytesRead));
    position += bytesRead;
  }
};
