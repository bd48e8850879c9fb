import { shardOf } from '../lambdas/shared/membership/chunk-layout.ts';
import type { ChunkSource, StoredChunk, VersionChunks } from './chunk-source.ts';
import { UnknownFormatError } from './errors.ts';

/**
 * All members in the order of the version: bucket 0, 1, 2 … taken in turn from the shards, of which the next few are read while
 * one is handed out. A bucket that its shard's query did not return is read again by itself.
 *
 * @throws VersionGoneError
 * @throws UnknownFormatError also at the end, when there were more or fewer than `members`
 */
export async function* readIds(
  of: VersionChunks & { members: number },
  source: ChunkSource,
): AsyncGenerator<string> {
  let count = 0;
  for await (const ids of readChunks(of, source)) {
    yield* ids;
    count += ids.length;
  }
  if (count !== of.members)
    throw new UnknownFormatError(
      `version ${of.version} has ${of.members} members, and ${count} were found in its chunks`,
    );
}

/** Queries that are under way at the same time. */
const shardsAtOnce = 8;

async function* readChunks(of: VersionChunks, source: ChunkSource): AsyncGenerator<string[]> {
  const shards = Array.from({ length: of.shards }, (_, shard) =>
    lookAhead(source.readShard(of, shard)),
  );
  try {
    let asked = 0;
    for (let bucket = 0; bucket < of.chunks; bucket += 1) {
      for (; asked < Math.min(of.chunks, bucket + shardsAtOnce); asked += 1)
        shards[shardOf(asked, of.shards)]?.prepare();
      const shard = shards[shardOf(bucket, of.shards)];
      const chunk = await shard?.peek();
      if (chunk?.bucket === bucket) {
        yield chunk.ids;
        shard?.skip();
      } else yield await source.readChunk(of, bucket);
    }
  } finally {
    await Promise.all(shards.map((shard) => shard.close()));
  }
}

interface LookAhead {
  /** begins what `peek` waits for, and tells of a failure */
  prepare: () => void;
  peek: () => Promise<StoredChunk | undefined>;
  skip: () => void;
  close: () => Promise<unknown>;
}

const lookAhead = (chunks: AsyncIterator<StoredChunk, undefined>): LookAhead => {
  let next: Promise<StoredChunk | undefined> | undefined;
  const peek = (): Promise<StoredChunk | undefined> =>
    (next ??= chunks.next().then(({ value }) => value));
  return {
    peek,
    prepare: () => {
      peek().catch(() => undefined);
    },
    skip: () => {
      next = undefined;
    },
    close: async () => chunks.return?.(),
  };
};
