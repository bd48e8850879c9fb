import { type AudienceItem, findLiveVersion } from '../domain/audience-item.ts';
import type { ReadVersion } from '../domain/decision.ts';

/**
 * What somebody has seen of an audience before they decided. When that is no longer so, their decision may be about another list
 * than the one that they mean: nothing is done.
 */
export interface Seen {
  /** number of the version that was live; null: none was */
  live: number | null;
}

/** An audience as a page showed it on which somebody asks for its deletion. */
export interface SeenWhole extends Seen {
  /** `versionCounter`: each import that begins, and each operator who publishes or deletes, raises it */
  counter: number;
}

/** And its file, which is to go, too. */
export interface SeenWithFile extends SeenWhole {
  etag: string;
}

/** @param seen undefined: whatever there is, is meant */
export const isLiveAs = (
  seen: Seen | undefined,
  { versions }: Pick<AudienceItem, 'versions'>,
): boolean => seen === undefined || seen.live === (findLiveVersion(versions)?.version ?? null);

/** @param seen undefined: whatever there is, is meant */
export const isAsSeen = (
  seen: SeenWhole | undefined,
  item: Pick<AudienceItem, 'versions' | 'versionCounter'>,
): boolean => seen === undefined || (seen.counter === item.versionCounter && isLiveAs(seen, item));

/** What campaigns read; undefined: nothing is live. */
export const readVersionOf = ({
  versions,
}: Pick<AudienceItem, 'versions'>): ReadVersion | undefined => {
  const live = findLiveVersion(versions);
  return live && { version: live.version, members: live.counts.members };
};
