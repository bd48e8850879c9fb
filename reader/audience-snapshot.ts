import type { QuestionOptions, ReadOptions } from './read-options.ts';

/** One complete version of an audience. What is published later does not change it. */
export interface AudienceSnapshot {
  version: number;
  /** number of members */
  members: number;
  /** when the version was published */
  importedAt: Date;
  /**
   * Each member once, in the order of docs/membership-format.md: arrays of about 150 IDs, and of one at least. The fastest way to
   * read all.
   *
   * @throws InvalidOptionError at once
   * @throws VersionGoneError @throws UnknownFormatError
   */
  batches: (options?: ReadOptions) => AsyncIterable<string[]>;
  /**
   * Each member once, in the same order.
   *
   * @throws InvalidOptionError at once
   * @throws VersionGoneError @throws UnknownFormatError
   */
  ids: (options?: ReadOptions) => AsyncIterable<string>;
  /**
   * Compares exactly: `0001` is not `1`.
   *
   * @throws InvalidOptionError @throws VersionGoneError @throws UnknownFormatError
   */
  contains: (id: string, options?: QuestionOptions) => Promise<boolean>;
  /**
   * Those of the IDs that are members, compared exactly. Each chunk is read once, 100 in a call; the IDs asked for and those found
   * are in memory.
   *
   * @throws InvalidOptionError @throws VersionGoneError @throws UnknownFormatError
   */
  containsMany: (ids: Iterable<string>, options?: ReadOptions) => Promise<Set<string>>;
}
