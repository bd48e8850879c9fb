import { bucketOf } from '../lambdas/shared/membership/chunk-layout.ts';
import { loadHashId } from '../lambdas/shared/membership/hash-id.ts';
import type { AudienceSnapshot } from './audience-reader.ts';
import type { ChunkSource } from './chunk-source.ts';
import { readIds } from './read-ids.ts';
import type { ReadableVersion } from './stored-audience.ts';

export const openSnapshot = (
  audienceId: string,
  { version, layout, members, publishedAt }: ReadableVersion,
  chunks: ChunkSource,
): AudienceSnapshot => {
  const of = { audienceId, version, ...layout, members };
  return {
    version,
    members,
    importedAt: new Date(publishedAt),
    ids: () => readIds(of, chunks),
    contains: async (id) => {
      const hashId = await loadHashId();
      const ids = await chunks.readChunk(of, bucketOf(hashId(id), of.chunks));
      return ids.includes(id);
    },
  };
};
