import { constants, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseShards } from '../../../lambdas/shared/membership/choose-shards.ts';
import { bucketOf, chunkSetKey, shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import {
  chooseChunkCount,
  CollidingMembersError,
} from '../../../lambdas/shared/membership/cut-chunks.ts';
import { decodeChunk, decompressChunk } from '../../../lambdas/shared/membership/decode-chunk.ts';
import { digestMembers } from '../../../lambdas/shared/membership/digest-members.ts';
import { encodeChunk } from '../../../lambdas/shared/membership/encode-chunk.ts';
import { wholeChunks } from '../../support/membership/whole-chunks.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { hashId } from '../../support/hash-id.ts';
import { membersWith, orderMembers } from '../../support/order-members.ts';

const ids = fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => !id.includes('\n'));
const hashes = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const chunkCounts = fc.integer({ min: 1, max: 2 ** 21 });

describe('the hash', () => {
  it.each([
    // Published test vectors of XXH64 with seed 0.
    ['', 0xef46db3751d8e999n],
    ['a', 0xd24ec4f1a98c6e5bn],
    ['abc', 0x44bc2cf5ad770999n],
    ['Nobody inspects the spammish repetition', 0xfbcea83c8a378bf1n],
  ])('of %p is XXH64', (id, hash) => {
    expect(hashId(id)).toBe(hash);
  });
});

describe('buckets', () => {
  it('are numbered 0 to n - 1, in the order of the hash', () => {
    fc.assert(
      fc.property(hashes, hashes, chunkCounts, (one, other, chunks) => {
        const [low, high] = [one, other].sort((a, b) => (a < b ? -1 : 1));
        const [first, second] = [bucketOf(low!, chunks), bucketOf(high!, chunks)];
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThanOrEqual(second);
        expect(second).toBeLessThan(chunks);
      }),
    );
  });

  it('are computed exactly, as whole numbers would', () => {
    fc.assert(
      fc.property(hashes, chunkCounts, (hash, chunks) => {
        expect(BigInt(bucketOf(hash, chunks))).toBe(((hash >> 32n) * BigInt(chunks)) >> 32n);
      }),
    );
  });

  it('lie in shard bucket mod S, under the version of the audience', () => {
    expect(chunkSetKey('audience-1', 7, shardOf(130, 64))).toBe('audience-1#7#2');
  });

  it.each([
    [1, 1],
    [125, 1],
    [126, 2],
    [1_000_000, 256],
  ])('%d of them are spread over %d partitions', (chunks, shards) => {
    expect(chooseShards(chunks)).toBe(shards);
  });

  it.each([
    { members: '750,000', chunks: 5_000, partitions: 4, reached: 0.75 },
    { members: '12 million', chunks: 80_000, partitions: 4, reached: 0.87 },
    { members: '12 million', chunks: 80_000, partitions: 10, reached: 0.74 },
    { members: '12 million', chunks: 80_000, partitions: 40, reached: 0.5 },
  ])(
    'of $members members reach $reached of what $partitions partitions take, mostly',
    ({ chunks, partitions, reached }) => {
      const random = createRandom(1);
      const shares = Array.from({ length: 400 }, () => {
        const shards = chooseShards(chunks);
        const fill = new Array<number>(partitions).fill(0);
        for (let shard = 0; shard < shards; shard += 1)
          fill[Math.floor(random() * partitions)]! += 1;
        // All are written at the pace of the partition that has most of them.
        return shards / partitions / Math.max(...fill);
      });
      expect(shares.sort((one, other) => one - other)[200]).toBeGreaterThanOrEqual(reached);
    },
  );
});

describe('a chunk', () => {
  it('gives back the IDs that went in', () => {
    fc.assert(
      fc.property(fc.array(ids), (some) => {
        expect(decodeChunk(encodeChunk(Buffer.from(some.join('\n'))))).toEqual(some);
      }),
    );
  });
});

describe('a frame', () => {
  it.each([0, 1, 63, 64, 255, 256, 4_600, 65_791, 65_792, 300_000])(
    'of %d bytes is decompressed whole, whether it says its size or not',
    (length) => {
      const text = Buffer.from('0123456789'.repeat(length)).subarray(0, length);
      const withoutSize = zstdCompressSync(text, {
        params: { [constants.ZSTD_c_contentSizeFlag]: 0 },
      });
      for (const frame of [encodeChunk(text), withoutSize])
        expect(decompressChunk(frame).equals(text)).toBe(true);
    },
  );
});

describe('cutting members into chunks', () => {
  it('puts every member into its own bucket, in order, and writes every bucket', () => {
    fc.assert(
      fc.property(fc.uniqueArray(ids), fc.integer({ min: 1, max: 50 }), (members, chunks) => {
        const ordered = orderMembers(members);
        const cut = wholeChunks(ordered, chunks).map(({ bucket, ids }) => ({
          bucket,
          ids: decodeChunk(ids),
        }));
        expect(cut.map(({ bucket }) => bucket)).toEqual([...Array(chunks).keys()]);
        expect(cut.flatMap((chunk) => chunk.ids)).toEqual(ordered.ids);
        for (const chunk of cut)
          for (const id of chunk.ids) expect(bucketOf(hashId(id), chunks)).toBe(chunk.bucket);
        expect(new Set(ordered.ids)).toEqual(new Set(members));
      }),
    );
  });

  it('keeps chunks near 3.5 KB, whatever the IDs are made of', () => {
    const kinds = {
      sequential: (index: number) => String(10_000_000 + index),
      random: () => Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2),
      long: (index: number) => `user-${index}-`.padEnd(500, String(index)),
    };
    for (const make of Object.values(kinds)) {
      const members = orderMembers(Array.from({ length: 20_000 }, (_, index) => make(index)));
      const sizes = wholeChunks(members, chooseChunkCount(members)).map(
        (chunk) => chunk.ids.length,
      );
      const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
      expect(mean).toBeGreaterThan(3000);
      expect(mean).toBeLessThan(4000);
    }
  });

  it.each([0, 1, 2])('needs one chunk for %d members', (count) => {
    const members = orderMembers(Array.from({ length: count }, (_, index) => String(index)));
    expect(chooseChunkCount(members)).toBe(1);
    expect(wholeChunks(members, 1)).toHaveLength(1);
  });

  it('doubles n until no chunk is over 300 KB', () => {
    // Two clusters of hashes that fall apart at the second doubling of n = 130.
    const huge = Array.from({ length: 400 }, (_, index) => incompressible(1500, index));
    const hashOf = (index: number): bigint => (index < 200 ? 2n ** 53n : 2n ** 56n);
    const members = membersWith(huge.map((id, index) => ({ id, hash: hashOf(index) })));
    const chunks = chooseChunkCount(members);
    const sizes = wholeChunks(members, chunks).map((chunk) => chunk.ids.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300 * 1024);
    expect(sizes.filter((size) => size > 100_000)).toHaveLength(2);
  });

  it('refuses IDs that no n can tell apart', () => {
    const huge = Array.from({ length: 400 }, (_, index) => incompressible(1500, index));
    const members = membersWith(huge.map((id) => ({ id, hash: 0n })));
    expect(() => chooseChunkCount(members)).toThrow(CollidingMembersError);
  });
});

describe('the digest', () => {
  const digestOf = (some: string[]): string =>
    digestMembers(membersWith(some.map((id) => ({ id, hash: 0n }))));

  it('is the SHA-256 of the members in order, each with a line feed', () => {
    // printf 'b\na\n' | sha256sum
    expect(digestOf(['b', 'a'])).toBe(
      'aea8a04c2f293417e499bf5de2def8ebb1ed40264d128a67180ea56fbe4600ff',
    );
  });

  it('tells lists apart that only differ in where an ID ends', () => {
    expect(digestOf(['ab', 'c'])).not.toBe(digestOf(['a', 'bc']));
    expect(digestOf([])).not.toBe(digestOf(['']));
  });
});

const incompressible = (length: number, seed: number): string => {
  let state = BigInt(seed + 1);
  let text = '';
  while (text.length < length) {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    text += state.toString(36);
  }
  return text.slice(0, length);
};
