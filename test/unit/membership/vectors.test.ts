import { describe, expect, it } from '@jest/globals';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { bucketOf, chunkSetKey, shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { wholeChunks } from '../../support/membership/whole-chunks.ts';
import { decodeChunk } from '../../../lambdas/shared/membership/decode-chunk.ts';
import { applyEdits } from '../../../lambdas/shared/membership/apply-edits.ts';
import { decodeEdits } from '../../../lambdas/shared/membership/edits.ts';
import { digestMembers } from '../../../lambdas/shared/membership/digest-members.ts';
import { encodeChunk } from '../../../lambdas/shared/membership/encode-chunk.ts';
import { hashId } from '../../support/hash-id.ts';
import type { JoinedMembers } from '../../../kernel/joined-members.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { cutDifference } from '../../support/membership/difference-oracle.ts';
import { idsOf, joinAll } from '../../support/kernels.ts';
import { findLive, readAudience } from '../../../reader/stored-audience.ts';
import { readVectors, toPlainItem } from '../../support/vectors.ts';

const kernel = new JoinKernel();
const join = (ids: readonly string[]): JoinedMembers => joinAll(kernel, ids);

describe('hashes', () => {
  it.each(readVectors('hashes'))('of $id', ({ id, xxh64 }) => {
    expect(hashId(id).toString(16).padStart(16, '0')).toBe(xxh64);
  });
});

describe('buckets', () => {
  it.each(readVectors('buckets'))('of hash $xxh64', ({ xxh64, buckets }) => {
    for (const [chunks, bucket] of Object.entries(buckets))
      expect([chunks, bucketOf(BigInt(`0x${xxh64}`), Number(chunks))]).toEqual([chunks, bucket]);
  });
});

describe('the order', () => {
  const { members, inOrder } = readVectors('order');

  it('is that of the hashes, and of the UTF-8 bytes where two are equal', () => {
    expect(idsOf(join(members))).toEqual(inOrder);
    expect(idsOf(join(members.toReversed()))).toEqual(inOrder);
  });

  it('is shown on members with equal hashes, one pair of which UTF-16 would order differently', () => {
    const pairs = inOrder.flatMap((id, index) => {
      const next = inOrder[index + 1];
      return next !== undefined && hashId(id) === hashId(next) ? [{ id, next }] : [];
    });
    expect(pairs.map(({ id, next }) => id < next)).toEqual([true, false]);
  });
});

describe('chunks', () => {
  it.each(readVectors('chunks'))('$what', ({ ids, zstd }) => {
    expect(decodeChunk(Buffer.from(zstd, 'base64'))).toEqual(ids);
    expect(decodeChunk(encodeChunk(Buffer.from(ids.join('\n'))))).toEqual(ids);
  });
});

describe('digests', () => {
  it.each(readVectors('digests'))('$sha256', ({ inOrder, sha256 }) => {
    expect(digestMembers(join(inOrder))).toBe(sha256);
  });
});

describe('edits', () => {
  it.each(readVectors('edits'))('$what', ({ firstBucket, base, edits, added, members }) => {
    const incoming = added.values();
    const changed = new Map(Object.entries(base));
    const run = { first: firstBucket, end: Math.max(...Object.keys(base).map(Number)) + 1 };
    for (const { bucket, edits: its } of decodeEdits(Buffer.from(edits, 'hex'), run))
      changed.set(
        String(bucket),
        applyEdits(base[bucket]!, its, () => incoming.next().value),
      );
    expect(Object.fromEntries(changed)).toEqual(members);
    expect(incoming.next().done).toBe(true);
  });
});

describe('a difference', () => {
  const { items, ...version } = readVectors('difference');
  const audience = readAudience(items.audiences[0]!, 'the audience');

  it('is the live version of its audience, and has a base', () => {
    expect(findLive(audience, 'the audience')).toMatchObject({
      version: version.version,
      layout: { chunks: version.chunks, shards: version.shards },
      base: {
        version: version.base,
        layout: { chunks: version.baseChunks, shards: version.baseShards },
      },
      members: version.members.length,
    });
    expect(digestMembers(join(version.members.toReversed()))).toBe(version.sha256);
  });

  it('has the chunks that its members differ by', () => {
    const { partition, sort } = tableKeys.memberships;
    const stored = items.memberships
      .map((item) => toPlainItem(item))
      .filter((item) => String(item[partition]).includes(`#${version.version}#`))
      .map(({ added, ...item }) => ({ ...item, added: decodeChunk(added as Uint8Array) }));
    const cut = cutDifference(version.baseMembers, version.members, version);
    expect(stored).toEqual(
      cut.map(({ bucket, edits, added }) => ({
        [partition]: chunkSetKey(
          audience.audienceId,
          version.version,
          shardOf(bucket, version.shards),
        ),
        [sort]: bucket,
        edits: Buffer.from(edits),
        added,
      })),
    );
  });
});

describe('a whole version', () => {
  const { items, ...version } = readVectors('version');
  const item = items.audiences[0]!;
  const audience = readAudience(item, 'the audience');

  it('is the live one of its audience', () => {
    expect(toPlainItem(item)).toMatchObject({
      projectId: version.project,
      fileName: `${version.name}.csv`,
      versions: { [version.version]: { layout: { digest: version.sha256 } } },
    });
    expect(findLive(audience, 'the audience')).toMatchObject({
      version: version.version,
      layout: { chunks: version.chunks, shards: version.shards },
      members: version.members.length,
    });
  });

  it('has the chunks that its members are cut into, and the digest', () => {
    const joined = join(version.members.toReversed());
    expect(idsOf(joined)).toEqual(version.members);
    expect(digestMembers(joined)).toBe(version.sha256);

    const { partition, sort } = tableKeys.memberships;
    const stored = items.memberships
      .map((item) => toPlainItem(item))
      .filter((item) => String(item[partition]).includes(`#${version.version}#`))
      .map(({ [partition]: chunkSet, [sort]: bucket, ids }) => ({
        [partition]: chunkSet,
        [sort]: bucket,
        ids: decodeChunk(ids as Uint8Array),
      }));
    const cut = wholeChunks(joined, version.chunks).map(({ bucket, ids }) => ({
      [partition]: chunkSetKey(
        audience.audienceId,
        version.version,
        shardOf(bucket, version.shards),
      ),
      [sort]: bucket,
      ids: decodeChunk(ids),
    }));
    expect(stored).toEqual(cut);
  });
});
