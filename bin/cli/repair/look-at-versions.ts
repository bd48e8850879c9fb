import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Layout } from '../../../lambdas/shared/domain/layout.ts';
import { shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import type { FoundChunks } from '../../../lambdas/shared/operators/repair/plan-repair.ts';
import type { ListBuckets } from './ports.ts';
import { type ChunkTally, layoutsOf } from './tally-chunks.ts';

/**
 * Tells which versions of an audience can be read. What seems to lack chunks, or to have others', is looked at once more, strongly
 * consistent: the count is not.
 *
 * @param item as it was before the chunks were counted: a version of since then is not judged
 * @param registered versions of it whose chunks are left to the collector already
 * @throws what DynamoDB answers, or the signal's reason
 */
export const lookAtVersions = async (
  item: AudienceItem,
  tally: ChunkTally,
  registered: ReadonlySet<number>,
  listBuckets: ListBuckets,
  signal: AbortSignal,
): Promise<FoundChunks> => {
  const counted = tally.of(item.audienceId);
  const damaged = new Set<number>();
  const sound = new Set<number>();
  for (const [version, layout] of layoutsOf(item)) {
    const { stored, fitting } = counted.get(version) ?? { stored: 0, fitting: 0 };
    const isSound =
      (fitting === layout.chunks && stored === fitting) ||
      (await isComplete({ audienceId: item.audienceId, version }, layout, listBuckets, signal));
    (isSound ? sound : damaged).add(version);
  }
  const numbers = [...counted].map(([version, { stored }]) => [version, stored] as const);
  return { damaged, sound, stored: new Map(numbers), registered };
};

/** All of its chunks lie in their shards, and nothing else does. Shard by shard: the first that lacks something is enough. */
const isComplete = async (
  of: { audienceId: string; version: number },
  { chunks, shards }: Layout,
  listBuckets: ListBuckets,
  signal: AbortSignal,
): Promise<boolean> => {
  for (let shard = 0; shard < shards; shard += 1) {
    let found = 0;
    for await (const bucket of listBuckets(of, shard, signal)) {
      if (bucket >= chunks || shardOf(bucket, shards) !== shard) return false;
      found += 1;
    }
    // Buckets shard, shard + S, shard + 2 S, ...
    if (found < Math.ceil((chunks - shard) / shards)) return false;
  }
  return true;
};
