import type { ReadOptions } from '../read-options.ts';

/** Members that can be read in the order of a version, by hash and then by bytes. */
export interface Batched {
  /**
   * Each member once: arrays of one ID at least.
   *
   * @throws InvalidOptionError at once
   * @throws VersionGoneError @throws UnknownFormatError
   */
  batches: (options?: ReadOptions) => AsyncIterable<string[]>;
}

/** What `intersect`, `union` and `subtract` make of snapshots, and of each other's results. */
export interface MemberSet extends Batched {
  /**
   * Each member once, in the same order.
   *
   * @throws InvalidOptionError at once
   * @throws VersionGoneError @throws UnknownFormatError
   */
  ids: (options?: ReadOptions) => AsyncIterable<string>;
}
