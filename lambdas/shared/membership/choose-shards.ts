/** A partition takes 1,000 write units a second and a chunk costs four. */
const chunksPerShard = 500;
/** No version has more. */
export const maxShards = 64;

/** Number of partitions (S) that the chunks of a version are spread over. */
export const chooseShards = (chunks: number): number =>
  Math.min(maxShards, Math.ceil(chunks / chunksPerShard));
