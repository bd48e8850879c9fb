import { constants, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Decompress,
  loadDecompress,
} from '../../../lambdas/importer/comparison/decompress.ts';
import { encodeChunk } from '../../../lambdas/shared/membership/encode-chunk.ts';

let decompress: Decompress;
beforeAll(async () => {
  decompress = await loadDecompress();
});

const isUnchanged = (bytes: Uint8Array): boolean =>
  Buffer.compare(decompress(encodeChunk(bytes)), bytes) === 0;

const idsOf = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, id) => `user-${id * 7919}`).join('\n'));

describe('a chunk that is decompressed', () => {
  it('is as it was, whatever is in it', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000, size: 'max' }), isUnchanged));
  });

  it.each([0, 1, 20, 150, 20_000])('is as it was, of %i IDs', (count) => {
    expect(isUnchanged(idsOf(count))).toBe(true);
  });

  it('stays as it is when the next one is', () => {
    const [one, other] = [idsOf(150), idsOf(140)];
    const kept = decompress(encodeChunk(one));
    decompress(encodeChunk(other));
    expect(Buffer.from(kept)).toEqual(one);
  });

  it('may not say how many bytes it has', () => {
    const ids = idsOf(150);
    const params = { [constants.ZSTD_c_contentSizeFlag]: 0 };
    expect(Buffer.from(decompress(zstdCompressSync(ids, { params })))).toEqual(ids);
  });

  it('is not taken for an empty one when it is cut off', () => {
    const frame = encodeChunk(idsOf(150));
    expect(() => decompress(frame.subarray(0, frame.length - 9))).toThrow('unexpected end of file');
  });

  it('is not taken for an empty one when it is none', () => {
    expect(() => decompress(Buffer.from('no frame, but 29 bytes of text'))).toThrow(
      'Unknown frame descriptor',
    );
  });
});
