import type { AudienceReaderOptions } from './audience-reader.ts';
import type { AudienceSnapshot } from './audience-snapshot.ts';
import { createChunkSource } from './chunks/chunk-source.ts';
import { backoff } from './backoff.ts';
import { createGetAudience } from './get-audience.ts';
import { openSnapshot } from './open-snapshot.ts';
import { findHeld } from './stored-audience.ts';
import { tableOf } from './tables.ts';

/**
 * Of a version that is held, for the operator who has to decide. Campaigns never read one: it is no part of what they install.
 *
 * @returns undefined where that version is not held
 * @throws UnknownFormatError
 */
export type OpenHeld = (
  project: string,
  name: string,
  version: number,
) => Promise<AudienceSnapshot | undefined>;

export const createOpenHeld = (options: AudienceReaderOptions): OpenHeld => {
  const { dynamodb } = options;
  const getAudience = createGetAudience(dynamodb, tableOf(options, 'audiences'));
  const chunks = createChunkSource(dynamodb, tableOf(options, 'memberships'), backoff);
  return async (project, name, version) => {
    const audience = await getAudience(project, name);
    const held = audience && findHeld(audience, version, `audience ${project}/${name}`);
    return held && openSnapshot(audience.audienceId, held, chunks);
  };
};
