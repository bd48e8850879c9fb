import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc64Nvme } from './crc64nvme.ts';

/** A digest that is fed piece by piece. */
export interface Digest {
  update(bytes: Buffer): void;
  /** base64; may be asked once */
  result(): string;
}

const hashDigest = (algorithm: string): Digest => {
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), result: () => hash.digest('base64') };
};

const crc32Digest = (): Digest => {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    result: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
};

/** By the end of their header's name. S3 also knows crc32c: that is accepted unchecked. */
const digests = new Map<string, () => Digest>([
  ['crc32', crc32Digest],
  ['crc64nvme', () => new Crc64Nvme()],
  ['sha1', () => hashDigest('sha1')],
  ['sha256', () => hashDigest('sha256')],
]);

/** What S3 keeps of all bytes of an object. */
export interface Checksum {
  /** by the end of its header's name */
  algorithm: string;
  /** base64 */
  value: string;
}

/** The digest that belongs to a header `x-amz-checksum-…`, if it can be checked. */
export const checksumDigest = (header: string): Digest | undefined =>
  digests.get(/^x-amz-checksum-(\w+)$/.exec(header)?.[1] ?? '')?.();
