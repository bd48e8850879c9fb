/** How members are read. */
export interface BatchOptions {
  /** ends the reading with its reason */
  signal?: AbortSignal | undefined;
}

/** Members that can be read in the order of a version: a snapshot, or what `intersect`, `union` and `subtract` make of several. */
export interface MemberSet {
  /** Each member once, some at a time, by hash and then by bytes. */
  batches: (options?: BatchOptions) => AsyncIterable<string[]>;
}
