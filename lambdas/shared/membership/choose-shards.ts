/** A partition of the table takes 1,000 write units a second and a chunk costs four: half a second's writing. */
const chunksPerShard = 125;
/**
 * No version has more. Shards fall on the partitions of the table by chance, and the fullest one decides: of the 4,000 units a
 * second of a new table 64 shards reach 3,200 (median), 256 reach 3,560, and 1,024 would reach 3,780. A reader holds a page
 * of each shard, and the collector asks for each one. docs/scaling.md has the table.
 */
export const maxShards = 256;

/** Number of partition keys (S) that the chunks of a version are spread over. */
export const chooseShards = (chunks: number): number =>
  Math.min(maxShards, Math.ceil(chunks / chunksPerShard));
