import type { AudienceSnapshot } from './audience-snapshot.ts';
import type { VersionChunks } from './chunks/chunk-set.ts';
import type { ChunkSource } from './chunks/chunk-source.ts';
import { containsMany } from './contains-many.ts';
import { contains } from './contains.ts';
import { readBatches } from './read-batches.ts';
import { IdsOfBatches } from './read-ids.ts';
import { parseQuestionOptions, parseReadOptions } from './read-options.ts';
import type { ReadableVersion } from './stored-audience.ts';

export const openSnapshot = (
  audienceId: string,
  readable: ReadableVersion,
  source: ChunkSource,
): AudienceSnapshot => {
  const of = chunksOf(audienceId, readable);
  const { version, members, publishedAt } = readable;
  return {
    version,
    members,
    importedAt: new Date(publishedAt),
    batches: (options = {}) => readBatches(of, source, parseReadOptions(options)),
    ids: (options = {}) => new IdsOfBatches(readBatches(of, source, parseReadOptions(options))),
    contains: async (id, options = {}) => contains(of, source, id, parseQuestionOptions(options)),
    containsMany: async (ids, options = {}) =>
      containsMany(of, source, ids, parseReadOptions(options)),
  };
};

const chunksOf = (
  audienceId: string,
  { version, layout, base, members }: ReadableVersion,
): VersionChunks => {
  const own = { audienceId, version, ...spreadOf(layout) };
  if (!base) return { version, members, whole: own };
  const whole = { audienceId, version: base.version, ...spreadOf(base.layout) };
  return { version, members, whole, difference: own };
};

const spreadOf = ({ chunks, shards }: ReadableVersion['layout']) => ({ chunks, shards });
