import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BrokenRowError,
  CollidingIdsError,
  DamagedFileError,
  TableFullError,
} from '../../../kernel/errors.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { bitwiseCrc64 } from '../../support/bitwise-crc64.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { numbered, oneThreadOrTwo, provideKernel, toLines } from '../../support/kernels.ts';
import { cutAt } from '../../support/streams.ts';

let kernel: JoinKernel;

const write = (pieces: readonly Uint8Array[], crc64?: bigint, homes?: number): FileJoin => {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const file = kernel.begin(bytes, { crc64, homes });
  for (const piece of pieces) file.write(piece);
  return file;
};

/** With the checksum that the file has, or another one. */
const finish = (pieces: readonly Uint8Array[], crc64: bigint, homes?: number): unknown =>
  write(pieces, crc64, homes).finish();

/** Nothing in it is broken, and much of it is changed in place when it is read. */
const rows = fc
  .array(
    fc.constantFrom('a\n', 'bc\r\n', '"d""e"\n', '\n', '漢字\r\n', '"f\ng"\r\n', 'x'.repeat(300)),
  )
  .map((parts) => Buffer.from(parts.join('')))
  .filter((bytes) => !bytes.includes('x"'));

describe('the reference', () => {
  it.each([
    // The check value of the catalogue of CRCs.
    ['123456789', 0xae8b_1486_0a79_9888n],
    ['', 0n],
  ])('has the published value of %j', (text, sum) => {
    expect(bitwiseCrc64(Buffer.from(text))).toBe(sum);
  });
});

describe.each(oneThreadOrTwo)('the checksum of a file, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('has the published value', () => {
    expect(finish([Buffer.from('123456789')], 0xae8b_1486_0a79_9888n)).toMatchObject({ rows: 1 });
  });

  it('is the one of the bytes that came, whatever becomes of them and however they are cut', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
        const sum = bitwiseCrc64(bytes);
        const { blank } = finish(cutAt(bytes, cuts), sum, 64) as { blank: number };
        expect(blank).toBeGreaterThanOrEqual(0);
        expect(() => finish(cutAt(bytes, cuts), sum ^ 1n, 64)).toThrow(DamagedFileError);
      }),
      { numRuns: 300 },
    );
  });

  it('is right for each length around the steps of 16 bytes, and each byte', () => {
    const bytes = Buffer.from(Array.from({ length: 256 + 67 }, (_, index) => index & 0xff));
    for (let length = 0; length <= bytes.length; length += 1) {
      const some = bytes.subarray(0, length);
      const file = write([some], bitwiseCrc64(some), 64);
      // These bytes break rules; of damage there must be no word.
      const error = ((): unknown => {
        try {
          return file.finish();
        } catch (caught) {
          return caught;
        }
      })();
      expect(error).not.toBeInstanceOf(DamagedFileError);
    }
  });

  it('is checked of more than is read at once', () => {
    const bytes = toLines(numbered(150_000));
    const sum = bitwiseCrc64(bytes);
    const pieces = cutAt(bytes, [1, 300_000, 1_100_000]);
    expect(finish(pieces, sum)).toMatchObject({ rows: 150_000 });
    const damaged = Buffer.from(bytes);
    damaged[1_300_000]! ^= 1;
    expect(() => finish([damaged], sum)).toThrow(DamagedFileError);
  });

  const latin1 = Buffer.from([0x61, 0xe9, 0x0a]);
  it.each<[string, () => Uint8Array, new (...values: never[]) => Error, number | undefined]>([
    [
      'that is not UTF-8',
      () => Buffer.concat([latin1, toLines(numbered(50_000))]),
      BrokenRowError,
      undefined,
    ],
    [
      'that is UTF-16',
      () => Buffer.from(`\ufeff${'a\n'.repeat(5000)}`, 'utf16le'),
      BrokenRowError,
      undefined,
    ],
    ['that is UTF-16 and short', () => Buffer.from([0xff, 0xfe]), BrokenRowError, undefined],
    ['with two columns at its end', () => Buffer.from('a\n"b",c'), BrokenRowError, undefined],
    ['with a quote that is not closed', () => Buffer.from('a\n"b\n'), BrokenRowError, undefined],
    ['with colliding IDs', () => toLines(idsWithHash(1n, 4200)), CollidingIdsError, undefined],
    ['with too many IDs', () => toLines(numbered(500)), TableFullError, 100],
  ])('comes before what is wrong with a file %s', (_, make, wrong, homes) => {
    const bytes = make();
    const sum = bitwiseCrc64(bytes);
    const pieces = cutAt(bytes, [2, 3, 1000, 5000, 100_000]);
    expect(() => finish(pieces, sum, homes)).toThrow(wrong);
    expect(() => finish(pieces, sum ^ 1n, homes)).toThrow(DamagedFileError);
  });

  it('is not asked for when nobody knows it', () => {
    expect(write([Buffer.from('a\n')]).finish()).toMatchObject({ rows: 1, distinct: 1 });
  });

  it('is wrong when bytes are missing', () => {
    const bytes = Buffer.from('a\nb\n');
    const file = kernel.begin(bytes.length, { crc64: bitwiseCrc64(bytes) });
    file.write(bytes.subarray(0, 2));
    expect(() => file.finish()).toThrow(DamagedFileError);
  });
});
