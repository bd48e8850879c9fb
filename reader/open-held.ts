import type { AudienceReaderOptions } from './audience-reader.ts';
import type { AudienceSnapshot } from './audience-snapshot.ts';
import { createChunkSource } from './chunks/chunk-source.ts';
import { backoff } from './backoff.ts';
import { createGetAudience } from './get-audience.ts';
import { openSnapshot } from './open-snapshot.ts';
import { findHeld } from './stored-audience.ts';

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

export const createOpenHeld = ({ dynamodb, tables }: AudienceReaderOptions): OpenHeld => {
  const getAudience = createGetAudience(dynamodb, tables.audiences);
  const chunks = createChunkSource(dynamodb, tables.memberships, backoff);
  return async (project, name, version) => {
    const audience = await getAudience(project, name);
    const held = audience && findHeld(audience, version, `audience ${project}/${name}`);
    return held && openSnapshot(audience.audienceId, held, chunks);
  };
};
