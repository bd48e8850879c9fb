import { tableKeys } from '../../shared/contract.ts';
import type { Chunk } from '../../shared/membership/chunk.ts';
import { chunkSetKey, shardOf } from '../../shared/membership/chunk-layout.ts';
import type { VersionKey } from '../write-chunks.ts';

const { partition, sort } = tableKeys.memberships;

const bytesPerUnit = 1024;

/** Write units that DynamoDB takes for a chunk that is new: names and values count, two digits of a number are a byte. */
export const unitsToPut = (
  { audienceId, version, shards }: VersionKey,
  { bucket, ...attributes }: Chunk,
): number => {
  const key = chunkSetKey(audienceId, version, shardOf(bucket, shards));
  const keyBytes = partition.length + Buffer.byteLength(key) + sort.length + bytesOfNumber(bucket);
  const bytes = Object.entries(attributes).reduce(
    (sum, [name, value]: [string, Uint8Array]) => sum + name.length + value.length,
    keyBytes,
  );
  return Math.ceil(bytes / bytesPerUnit);
};

const bytesOfNumber = (whole: number): number => Math.ceil(String(whole).length / 2) + 1;
