import type { AudienceItem, Version } from './audience-item.ts';
import { baseOf } from './layout.ts';

/** The version without whose chunks this one cannot be read, if it is a difference to another one. */
export const baseOfVersion = (version: Version): number | undefined =>
  'layout' in version && version.layout ? baseOf(version.layout) : undefined;

/**
 * Versions that others stand on which may be read, now or by a rollback or an approval. What is being written needs no
 * mention: the version that was live when it was claimed has the same base, or is the base, and is live as long as the claim holds.
 */
export const basesInUse = (versions: AudienceItem['versions']): ReadonlySet<number> =>
  new Set(
    Object.values(versions)
      .filter(mayBeRead)
      .map(baseOfVersion)
      .filter((base) => base !== undefined),
  );

/** What is in another state never is read again, or has no members yet. */
const mayBeRead = ({ state }: Version): boolean =>
  state === 'live' || state === 'superseded' || state === 'held';
