/** Where the members of a version lie. The format is specified in docs/membership-format.md. */

/** Binary attribute of a chunk's item: its IDs. */
export const chunkAttribute = 'ids';

/** n beyond this would make `high 32 bits x n` inexact in a double. */
export const maxChunks = 2 ** 21;

/** The bucket of a hash among `chunks`: buckets are equal ranges of the hash, in its order. */
export const bucketOf = (hash: bigint, chunks: number): number =>
  bucketOfTag(Number(hash >> 32n), chunks);

/** The same, given only the high 32 bits of the hash. */
export const bucketOfTag = (tag: number, chunks: number): number =>
  Math.floor((tag * chunks) / 2 ** 32);

export const shardOf = (bucket: number, shards: number): number => bucket % shards;

/** Partition key of the memberships table. */
export const chunkSetKey = (audienceId: string, version: number, shard: number): string =>
  `${audienceId}#${version}#${shard}`;
