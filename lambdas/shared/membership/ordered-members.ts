/** Members in the order of a version: by hash, then by UTF-8 bytes. */
export interface OrderedMembers {
  readonly count: number;
  /** No ID has more bytes. */
  readonly longest: number;
  /** The high 32 bits of a member's hash. */
  tagOf: (index: number) => number;
  /** IDs `from` to `to - 1`, each followed by LF, in pieces that are valid until the next one is asked for. */
  readLines: (from: number, to: number) => Iterable<Uint8Array>;
}

/** Members that can be compared with those of another version. */
export interface ComparableMembers extends OrderedMembers {
  /**
   * Compares the members in one bucket of n with the IDs that another version has there.
   *
   * @param ids in the order of a version, LF between two of them; `mostComparedBytes` at most
   * @returns what has changed, in stretches that are valid until the next one is asked for
   */
  compare: (bucket: number, chunks: number, ids: Uint8Array) => Iterable<Changes>;
  readonly mostComparedBytes: number;
}

/** What is to be done to a stretch of another version's IDs. Those of one bucket go on where the last ones have ended. */
export interface Changes {
  /** members that the other version has not, and IDs of it that are none */
  added: number;
  removed: number;
  /** as edits.ts has them */
  edits: Uint8Array;
  /** what is added, in order, each followed by LF */
  addedLines: Uint8Array;
}
