/** A chunk that is not compressed yet. */
export interface PlainChunk {
  bucket: number;
  /** IDs in the version's order, each followed by LF; of a difference, those that come in */
  lines: Uint8Array;
  /** of a difference: what is done to some chunks of the base; see edits.ts */
  edits?: Uint8Array;
}

/** An item of the memberships table but for its partition key: a bucket, and binary attributes by their names. */
export type Chunk = WholeChunk | DifferenceChunk;

/** Of a version that is whole. */
export interface WholeChunk {
  bucket: number;
  /** its members, compressed */
  ids: Uint8Array;
}

/** Of a version that is a difference to another one. */
export interface DifferenceChunk {
  bucket: number;
  /** what is done to some chunks of the base; see edits.ts */
  edits: Uint8Array;
  /** IDs that come in, compressed */
  added: Uint8Array;
}
