import { shardOf } from '../../lambdas/shared/membership/chunk-layout.ts';
import { firstBaseBucket } from '../../lambdas/shared/membership/difference-layout.ts';
import { bucketOfItem, type ChunkSet, type Item, type VersionChunks } from './chunk-set.ts';
import type { ChunkSource } from './chunk-source.ts';

export interface ReadInOrder {
  consistent: boolean;
  /** queries under way at the same time */
  parallelism: number;
  signal: AbortSignal;
}

/** The chunks of a version, and of its base, in the order in which a reader goes through them. */
export interface ChunksInOrder {
  /**
   * Each bucket once, in their order, and those of the difference before those of the whole version that they are about.
   *
   * @throws VersionGoneError
   */
  take: (of: ChunkSet, bucket: number) => Promise<Item>;
  /** Resolves when nothing is under way any more. The signal tells what is. */
  settle: () => Promise<unknown>;
}

/**
 * A reader waits in front of a page of each shard, since neighbouring buckets lie in different ones. Shards are never at the same
 * place of their pages, so half of each page has been handed out: these are 14 MB, however many shards there are.
 */
const chunksInMemory = 4096;
/** 1 MB, which is the most that a query returns. */
const mostPerPage = 256;

const chunksPerPage = (shards: number): number =>
  Math.max(1, Math.min(mostPerPage, Math.floor((2 * chunksInMemory) / shards)));

/** What is read of one shard. */
interface Lane {
  of: ChunkSet;
  shard: number;
  /** chunks that were read and not taken */
  items: Item[];
  /** what comes next of it has this bucket, or a greater one */
  frontier: number;
  /** how far the reader has come in the whole version when it takes that */
  neededAt: number;
  /** of the next page */
  limit: number;
  after: Item | undefined;
  /** until the page has come; for good when it has failed */
  pending?: Promise<void>;
}

export const createChunksInOrder = (
  { whole, difference }: VersionChunks,
  source: ChunkSource,
  { parallelism, ...read }: ReadInOrder,
): ChunksInOrder => {
  const sets = difference ? [whole, difference] : [whole];
  const pageSize = chunksPerPage(sets.reduce((sum, { shards }) => sum + shards, 0));
  const neededAt = (of: ChunkSet, bucket: number): number => {
    if (bucket >= of.chunks) return Number.POSITIVE_INFINITY;
    if (of === whole) return bucket;
    return firstBaseBucket(bucket, { baseChunks: whole.chunks, chunks: of.chunks });
  };
  const lanes = new Map(
    sets.map((of) => {
      const shards = Math.min(of.shards, of.chunks);
      return [
        of,
        Array.from({ length: shards }, (_, shard): Lane => {
          const limit = Math.ceil((pageSize * (shard + 1)) / shards);
          const first = { items: [], frontier: shard, neededAt: neededAt(of, shard) };
          return { of, shard, ...first, limit, after: undefined };
        }),
      ];
    }),
  );
  const all = [...lanes.values()].flat();
  /** How far queries are ahead: each of them brings the chunks of so many buckets. */
  const ahead = parallelism * pageSize;
  const underway = new Set<Promise<void>>();
  let position = 0;
  /** Up to this position nothing more is needed, unless a page comes. */
  let enoughUntil = -1;

  const readPage = async (lane: Lane): Promise<void> => {
    const { of, shard, limit, after } = lane;
    const page = await source.readPage(of, shard, { ...read, limit, after });
    lane.items.push(...page.items);
    lane.limit = pageSize;
    lane.after = page.after;
    lane.frontier = page.after ? bucketOfItem(page.after) + 1 : of.chunks;
    // Behind the last bucket of a shard there is nothing to ask for.
    const next = lane.frontier + ((((shard - lane.frontier) % of.shards) + of.shards) % of.shards);
    lane.neededAt = neededAt(of, next);
    delete lane.pending;
  };

  const start = (lane: Lane): void => {
    lane.pending = readPage(lane);
    const ended = lane.pending
      .catch(() => undefined)
      .finally(() => {
        underway.delete(ended);
        enoughUntil = -1;
        startMore();
      });
    underway.add(ended);
  };

  /** Whatever is needed first is read first. */
  const startMore = (): void => {
    while (underway.size < parallelism && position > enoughUntil && !read.signal.aborted) {
      let first: Lane | undefined;
      for (const lane of all)
        if (!lane.pending && (!first || lane.neededAt < first.neededAt)) first = lane;
      if (first && first.neededAt <= position + ahead) start(first);
      else enoughUntil = first ? first.neededAt - ahead - 1 : Number.POSITIVE_INFINITY;
    }
  };

  return {
    take: async (of, bucket) => {
      position = Math.max(position, neededAt(of, bucket));
      startMore();
      const lane = lanes.get(of)?.[shardOf(bucket, of.shards)];
      if (!lane) throw new RangeError(`there is no bucket ${bucket}`);
      for (;;) {
        while (lane.items[0] && bucketOfItem(lane.items[0]) < bucket) lane.items.shift();
        const [next] = lane.items;
        if (next && bucketOfItem(next) === bucket) {
          lane.items.shift();
          return next;
        }
        // Its shard's query did not return it.
        if (lane.frontier > bucket)
          return source.readChunk({ of, bucket }, { ...read, consistent: true });
        read.signal.throwIfAborted();
        await (lane.pending ?? Promise.race(underway));
      }
    },
    settle: () => Promise.all(underway),
  };
};
