import { createHash } from 'node:crypto';
import type { Checksum } from '../protocol/checksums.ts';
import { Crc64Nvme } from '../protocol/crc64nvme.ts';
import type { FileHandle } from 'node:fs/promises';

/** What is known of an object's bytes. */
export interface Sums {
  /** without quotes */
  etag: string;
  /** unknown of an object that an earlier release of this server stored */
  checksum?: Checksum | undefined;
}

const maxBlockBytes = 256 * 1024;

/**
 * ETag (MD5) and checksum of all bytes, read in blocks whatever the size; the handle stays open.
 *
 * @param expectedBytes the file's size, so that a small file does not take a large block; it may be wrong
 */
export const hashFile = async (handle: FileHandle, expectedBytes: number): Promise<Sums> => {
  const crc64 = new Crc64Nvme();
  const hash = createHash('md5');
  const blockBytes = Math.min(expectedBytes + 1, maxBlockBytes);
  const block = Buffer.allocUnsafe(blockBytes);
  let position = 0;
  for (;;) {
    const { bytesRead } = await handle.read(block, 0, blockBytes, position);
    if (bytesRead === 0)
      return {
        etag: hash.digest('hex'),
        checksum: { algorithm: 'crc64nvme', value: crc64.result() },
      };
    hash.update(block.subarray(0, bytesRead));
    crc64.update(block.subarray(0, bytesRead));
    position += bytesRead;
  }
};
