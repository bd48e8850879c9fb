import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { chunkSetKey, shardOf } from '../../lambdas/shared/membership/chunk-layout.ts';

/** The chunks of one version, and none of its base's. */
export interface ChunkSet {
  audienceId: string;
  version: number;
  /** n */
  chunks: number;
  /** S */
  shards: number;
}

/** Where the members of a version lie. */
export interface VersionChunks {
  version: number;
  /** how many there are */
  members: number;
  /** its own chunks, or its base's where it is a difference */
  whole: ChunkSet;
  difference?: ChunkSet;
}

/** As the SDK gives it. */
export type Item = Record<string, AttributeValue>;

const { partition, sort } = tableKeys.memberships;

export const keyOf = ({ audienceId, version, shards }: ChunkSet, bucket: number): Item => ({
  [partition]: { S: chunkSetKey(audienceId, version, shardOf(bucket, shards)) },
  [sort]: { N: String(bucket) },
});

export const bucketOfItem = (item: Item): number => Number(item[sort]?.N);
