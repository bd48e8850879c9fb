import { shardOf } from '../lambdas/shared/membership/chunk-layout.ts';
import type { ChunkSource, StoredChunk, VersionChunks } from './chunk-source.ts';
import { UnknownFormatError } from './errors.ts';

/**
 * All members in the order of the version: bucket 0, 1, 2 … taken in turn from the shards, which are read
 * side by side. A bucket that its shard's query did not return is read again by itself.
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

async function* readChunks(of: VersionChunks, source: ChunkSource): AsyncGenerator<string[]> {
  const shards = Array.from({ length: of.shards }, (_, shard) =>
    lookAhead(source.readShard(of, shard)),
  );
  try {
    for (let bucket = 0; bucket < of.chunks; bucket += 1) {
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
  peek: () => Promise<StoredChunk | undefined>;
  skip: () => void;
  close: () => Promise<unknown>;
}

const lookAhead = (chunks: AsyncIterator<StoredChunk, undefined>): LookAhead => {
  let next: Promise<StoredChunk | undefined> | undefined;
  return {
    peek: () => (next ??= chunks.next().then(({ value }) => value)),
    skip: () => {
      next = undefined;
    },
    close: async () => chunks.return?.(),
  };
};
