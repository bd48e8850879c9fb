import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedFileError } from '../../../kernel/errors.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { readFile } from '../../../lambdas/importer/read-file.ts';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { bitwiseCrc64 } from '../../support/bitwise-crc64.ts';
import { numbered, toLines } from '../../support/kernels.ts';
import { cutAt, streamOf } from '../../support/streams.ts';

const kernel = new JoinKernel();
const { signal } = new AbortController();

const readPieces = async (pieces: readonly Uint8Array[], crc64?: bigint) => {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const { file, counts } = await readFile({ bytes, body: streamOf(pieces), crc64 }, kernel, signal);
  return { ...counts, ids: [...file.ids(100)].flat().sort() };
};
const read = (bytes: Uint8Array, crc64?: bigint) => readPieces([bytes], crc64);

const zeros = (length: number): Buffer => Buffer.alloc(length);
/** A frame of zstd that is to be skipped, as pzstd writes it. */
const skippable = Buffer.of(0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4);

const rows = fc
  .array(fc.constantFrom('a\n', 'b\r\n', '"c,d"\n', '漢字\n', `${'x'.repeat(300)}\n`, '\n'), {
    maxLength: 30,
  })
  .map((parts) => Buffer.from(`id\n${parts.join('')}`));

describe('a packed file', () => {
  it('is what was packed, of however many parts, and however it is cut', async () => {
    const packed = fc.oneof(
      fc.record({
        pack: fc.constant(gzipSync),
        between: fc.constantFrom(zeros(0), zeros(1), zeros(700)),
      }),
      fc.record({
        pack: fc.constant(zstdCompressSync),
        between: fc.constantFrom(zeros(0), skippable),
      }),
    );
    const cuts = fc.array(fc.nat(), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        ...([packed, rows, cuts, cuts] as const),
        async ({ pack, between }, bytes, parts, pieces) => {
          const file = Buffer.concat(cutAt(bytes, parts).flatMap((part) => [pack(part), between]));
          const expected = await read(bytes);
          expect(await readPieces(cutAt(file, pieces), bitwiseCrc64(file))).toEqual(expected);
          await expect(readPieces(cutAt(file, pieces), bitwiseCrc64(file) ^ 1n)).rejects.toThrow(
            DamagedFileError,
          );
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('may consist of small parts and large ones: %s', async (_, pack) => {
    const parts = [toLines(['a']), toLines(numbered(60_000)), toLines(['b']), toLines(['c'])];
    const expected = await read(Buffer.concat(parts));
    expect(await read(Buffer.concat(parts.map((part) => pack(part))))).toEqual(expected);
  });

  it('may be longer than what is read at a time', async () => {
    const lines = toLines(numbered(60_000));
    const expected = await read(lines);
    for (const packed of [gzipSync(lines), zstdCompressSync(lines)]) {
      const size = 65_536;
      const pieces = Array.from({ length: Math.ceil(packed.length / size) }, (_, index) =>
        packed.subarray(index * size, (index + 1) * size),
      );
      expect(await readPieces(pieces, bitwiseCrc64(packed))).toEqual(expected);
    }
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('of %s that ends too early is refused, wherever it ends', async (_, pack) => {
    const bytes = Buffer.from(toLines(numbered(60)));
    const packed = Buffer.concat([pack(bytes), pack(bytes)]);
    for (let length = 4; length < packed.length; length += 1) {
      const some = packed.subarray(0, length);
      if (length === packed.length / 2) continue;
      const refusal = read(some, bitwiseCrc64(some));
      await expect(refusal).rejects.toMatchObject({ reason: 'damaged-archive' });
      await expect(refusal).rejects.toThrow('is packed, and ends too early');
      // What came are other bytes than those that S3 has: nothing is said of the file.
      await expect(read(some, 7n)).rejects.toThrow(DamagedFileError);
    }
  });

  it('of zstd that refers too far back is refused as that', async () => {
    // A frame whose header asks for a window of 256 MB, with one byte in it.
    const packed = Buffer.from('28b52ffd0090090000' + '61', 'hex');
    const refusal = read(packed, bitwiseCrc64(packed));
    await expect(refusal).rejects.toMatchObject({ reason: 'damaged-archive' });
    await expect(refusal).rejects.toThrow('Pack it with zstd --long=27 at most.');
  });

  it('of gzip that is damaged is never read as another list', async () => {
    const bytes = Buffer.from(toLines(numbered(60)));
    const packed = gzipSync(bytes);
    const expected = await read(bytes);
    for (let at = 3; at < packed.length; at += 1) {
      const damaged = Buffer.from(packed);
      damaged[at]! ^= 0x10;
      const answer = await read(damaged).catch(
        (error: unknown) => (error as FileRejectedError).reason,
      );
      expect([expected, 'damaged-archive']).toContainEqual(answer);
    }
  });

  it.each([
    ['gzip', gzipSync('a\n')],
    ['zstd', zstdCompressSync('a\n')],
  ])('of %s with something else behind it is damaged', async (_, packed) => {
    for (const rest of ['b\n', 'x'.repeat(100)]) {
      const file = Buffer.concat([packed, Buffer.from(rest)]);
      for (const cuts of [[], [packed.length], [packed.length + 1]])
        await expect(readPieces(cutAt(file, cuts))).rejects.toMatchObject({
          reason: 'damaged-archive',
        });
    }
  });

  it.each<[string, string | Uint8Array]>([
    ['other-packing', gzipSync('a\n')],
    ['spreadsheet', 'PK\x03\x04\x14\x00\x06\x00[Content_Types].xml'],
    ['json', '[{"id": "a"}]'],
    ['several-columns', 'a,b\n'],
    ['empty', '\n'],
  ])('that contains %s is refused for it', async (reason, content) => {
    for (const packed of [gzipSync(content), zstdCompressSync(content)]) {
      await expect(read(packed, bitwiseCrc64(packed))).rejects.toMatchObject({ reason });
      await expect(read(packed, 7n)).rejects.toThrow(DamagedFileError);
    }
  });

  it('is read no further than 500 MB, and its checksum is known all the same', async () => {
    const part = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'user-1\n'));
    const pieces = Array.from({ length: 100 }, () => part);
    let written = 0;
    let packedBytes = 0;
    const file = {
      write: ({ length }: Uint8Array) => (written += length),
      addPacked: ({ length }: Uint8Array) => (packedBytes += length),
      checkPacked: () => undefined,
    } as unknown as FileJoin;
    const opened = { bytes: part.length * 100, body: streamOf(pieces) };
    const refusal = readFile(opened, { begin: () => file }, signal);
    await expect(refusal).rejects.toMatchObject({ reason: 'too-large' });
    await expect(refusal).rejects.toThrow('is packed, and has more than 524288000 bytes');
    expect(written).toBeLessThanOrEqual(maxFileBytes);
    expect(packedBytes).toBe(opened.bytes);
  });

  it('whose bytes stop coming is not taken for damaged', async () => {
    const packed = gzipSync(toLines(numbered(1000)));
    const body = async function* () {
      yield await Promise.resolve(packed.subarray(0, 100));
      throw new Error('connection reset');
    };
    await expect(readFile({ bytes: packed.length, body: body() }, kernel, signal)).rejects.toThrow(
      'connection reset',
    );
    const aborted = AbortSignal.abort(new Error('out of time'));
    await expect(
      readFile({ bytes: packed.length, body: streamOf([packed]) }, kernel, aborted),
    ).rejects.toThrow('out of time');
  });
});
