import type { GetChunk, ReadChunks } from '../../../lambdas/importer/comparison/ports.ts';
import type { PutChunks } from '../../../lambdas/importer/write-chunks.ts';
import type { Layout } from '../../../lambdas/shared/domain/layout.ts';
import { applyEdits } from '../../../lambdas/shared/membership/apply-edits.ts';
import type { Chunk } from '../../../lambdas/shared/membership/chunk.ts';
import { chunkSetKey, shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { decodeChunk } from '../../../lambdas/shared/membership/decode-chunk.ts';
import { runOf } from '../../../lambdas/shared/membership/difference-layout.ts';
import { decodeEdits } from '../../../lambdas/shared/membership/edits.ts';

/** A memberships table in memory. */
export interface MemoryMemberships {
  putChunks: PutChunks;
  readChunks: ReadChunks;
  getChunk: GetChunk;
  /** by partition key and bucket */
  chunks: Map<string, Map<number, Chunk>>;
  /** The members of a version, in order, read by the book. */
  members: (audienceId: string, layouts: ReadonlyMap<number, Layout>, version: number) => string[];
}

/** @param chunksPerPage of a query */
export const createMemoryMemberships = (chunksPerPage = 3): MemoryMemberships => {
  const chunks: MemoryMemberships['chunks'] = new Map();
  const shardAt = (key: string): Map<number, Chunk> => {
    const shard = chunks.get(key) ?? new Map<number, Chunk>();
    chunks.set(key, shard);
    return shard;
  };

  const chunkAt = (
    audienceId: string,
    version: number,
    { shards }: Layout,
    bucket: number,
  ): Chunk => {
    const chunk = shardAt(chunkSetKey(audienceId, version, shardOf(bucket, shards))).get(bucket);
    if (!chunk) throw new Error(`version ${version} has no chunk ${bucket}`);
    return chunk;
  };

  const readBase = (audienceId: string, version: number, layout: Layout): string[][] =>
    Array.from({ length: layout.chunks }, (_, bucket) => {
      const chunk = chunkAt(audienceId, version, layout, bucket);
      if (!('ids' in chunk)) throw new Error(`version ${version} is not whole`);
      return decodeChunk(chunk.ids);
    });

  return {
    chunks,
    putChunks: ({ audienceId, version, shards }, some) => {
      for (const chunk of some)
        shardAt(chunkSetKey(audienceId, version, shardOf(chunk.bucket, shards))).set(
          chunk.bucket,
          chunk,
        );
      return Promise.resolve({ unprocessed: [], units: some.length });
    },
    readChunks: ({ audienceId, version }, shard, after) => {
      const all = [...shardAt(chunkSetKey(audienceId, version, shard)).values()]
        .filter(({ bucket }) => after === undefined || bucket > after)
        .sort((one, other) => one.bucket - other.bucket);
      const page = all.slice(0, chunksPerPage);
      const next = all.length > chunksPerPage ? page.at(-1)?.bucket : undefined;
      return Promise.resolve({ chunks: page, next, units: 0.5 });
    },
    getChunk: ({ audienceId, version, shards }, bucket) =>
      Promise.resolve({
        chunk: shardAt(chunkSetKey(audienceId, version, shardOf(bucket, shards))).get(bucket),
        units: 1,
      }),
    members: (audienceId, layouts, version) => {
      const layout = layouts.get(version);
      if (!layout) throw new Error(`there is no version ${version}`);
      if (layout.format === undefined) return readBase(audienceId, version, layout).flat();
      const baseLayout = layouts.get(layout.base);
      if (!baseLayout) throw new Error(`version ${version} has no base`);
      const buckets = readBase(audienceId, layout.base, baseLayout);
      const of = { baseChunks: baseLayout.chunks, chunks: layout.chunks };
      for (let bucket = 0; bucket < layout.chunks; bucket += 1) {
        const chunk = chunkAt(audienceId, version, layout, bucket);
        if (!('edits' in chunk)) throw new Error(`version ${version} is no difference`);
        const added = decodeChunk(chunk.added);
        for (const changed of decodeEdits(chunk.edits, runOf(bucket, of)))
          buckets[changed.bucket] = applyEdits(buckets[changed.bucket] ?? [], changed.edits, () =>
            added.shift(),
          );
        if (added.length > 0)
          throw new Error(`chunk ${bucket} of version ${version} says too little`);
      }
      return buckets.flat();
    },
  };
};
