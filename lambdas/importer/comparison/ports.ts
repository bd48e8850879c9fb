import type { Chunk } from '../../shared/membership/chunk.ts';
import { AudienceImportError } from '../../shared/errors.ts';

/** The chunks of one version. */
export interface VersionChunks {
  audienceId: string;
  version: number;
  /** n */
  chunks: number;
  /** S */
  shards: number;
}

/**
 * A page of what is stored of one shard, in the order of the buckets; a bucket may be missing. Eventually consistent.
 *
 * @param after bucket behind which it begins; from the first one without it
 * @throws UnreadableVersionError when an item is no chunk
 */
export type ReadChunks = (
  of: VersionChunks,
  shard: number,
  after: number | undefined,
  signal: AbortSignal,
) => Promise<{
  chunks: readonly Chunk[];
  /** undefined behind the last page */
  next: number | undefined;
  /** read units */
  units: number;
}>;

/**
 * One chunk, strongly consistent.
 *
 * @throws UnreadableVersionError when the item is no chunk
 */
export type GetChunk = (
  of: VersionChunks,
  bucket: number,
  signal: AbortSignal,
) => Promise<{ chunk: Chunk | undefined; units: number }>;

/** What is stored of a version is not what its layout says. The message tells where. */
export class UnreadableVersionError extends AudienceImportError {
  override readonly name = 'UnreadableVersionError';
}
