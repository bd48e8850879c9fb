import type { AudienceItem } from '../shared/domain/audience-item.ts';
import type { Condemned } from './domain/collectable.ts';

export interface AudienceKey {
  projectId: string;
  fileName: string;
}

/**
 * Takes the versions from everybody for good, all of them or none, if each still is in its state and its time has
 * passed. A claim that one of them was written under goes with it.
 *
 * @returns false when that is not so, or was so before: the answer to our own update may have been lost
 */
export type BeginCollecting = (
  item: AudienceItem,
  condemned: readonly Condemned[],
) => Promise<boolean>;

/** Strikes off versions whose chunks are gone. @returns false when somebody else has done it */
export type DropVersions = (key: AudienceKey, versions: readonly number[]) => Promise<boolean>;

/** The chunks of a version. */
export interface ChunkSet {
  audienceId: string;
  version: number;
  /** number of partitions in which there may be some */
  shards: number;
}

/** Buckets of the chunks that lie in a shard. Strongly consistent. */
export type FindChunks = (of: ChunkSet, shard: number) => AsyncIterable<number>;

/** One BatchWriteItem of at most 25 chunks of one shard. */
export type DeleteChunks = (
  of: ChunkSet,
  shard: number,
  buckets: readonly number[],
) => Promise<{
  /** those that DynamoDB handed back */
  unprocessed: readonly number[];
  /** write units */
  units: number;
}>;

/** Removes an audience's item if it still is as it was read. */
export type RemoveItem = (item: AudienceItem) => Promise<boolean>;

/** Where a run has stopped: behind this audience. */
export interface Position {
  read: () => Promise<AudienceKey | undefined>;
  save: (key: AudienceKey) => Promise<void>;
}
