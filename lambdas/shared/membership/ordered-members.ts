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
