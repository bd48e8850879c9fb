import {
  type AudienceItem,
  findLiveVersion,
  objectNameOf,
  type Outcome,
} from '../../shared/domain/audience-item.ts';
import { type AudienceStatus, isListed, viewAudience } from '../../shared/domain/audience-view.ts';

/** What became of an audience's file when it was imported last. */
export interface DigestEntry {
  fileName: string;
  /** of the object */
  name: string;
  outcome: Pick<Outcome, 'result' | 'message' | 'explanation'>;
  /** milliseconds since 1970 */
  at: number;
  /** what readers see now; the changes are those of the last version, where they are known */
  live: { members: number; added?: number | undefined; removed?: number | undefined } | undefined;
}

/** What somebody may have to see to, whenever it began. */
export const concerns = ['held', 'failing', 'stale'] as const;
export type Concern = (typeof concerns)[number];

/** Some of many, however many there are. */
interface Some<T> {
  count: number;
  first: T[];
}

/** What became of the files of one project; it takes no more memory for many files. */
export interface Digest {
  /** milliseconds since 1970 */
  since: number;
  now: number;
  imported: Record<Outcome['result'], Some<DigestEntry>>;
  concerns: Record<Concern, Some<string>>;
  unchanged: number;
  /** the rest could not be looked at in time */
  isCut: boolean;
}

/** That are named in a mail. */
export const mostEntries = 50;
export const mostNames = 10;

const none = <T>(): Some<T> => ({ count: 0, first: [] });

export const beginDigest = (since: number, now: number): Digest => ({
  since,
  now,
  unchanged: 0,
  isCut: false,
  imported: {
    failed: none(),
    rejected: none(),
    held: none(),
    discarded: none(),
    published: none(),
  },
  concerns: { held: none(), failing: none(), stale: none() },
});

/** Audiences that were deleted are no news. */
export const addToDigest = (digest: Digest, item: AudienceItem): void => {
  if (!isListed(item)) return;
  const entry = entryOf(item);
  if (entry && entry.at > digest.since)
    add(digest.imported[entry.outcome.result], entry, mostEntries);
  else digest.unchanged += 1;
  const { status, held, stale } = viewAudience(item, digest.now);
  const name = objectNameOf(item);
  if (held) add(digest.concerns.held, name, mostNames);
  if (failing.includes(status)) add(digest.concerns.failing, name, mostNames);
  if (stale) add(digest.concerns.stale, name, mostNames);
};

/** Nothing was imported, and nobody has to see to anything. */
export const isUneventful = (digest: Digest): boolean =>
  !digest.isCut &&
  [...Object.values(digest.imported), ...Object.values(digest.concerns)].every(
    ({ count }) => count === 0,
  );

const failing: readonly AudienceStatus[] = ['rejected', 'failed'];

const entryOf = (item: AudienceItem): DigestEntry | undefined => {
  const { fileName, outcome } = item;
  const live = findLiveVersion(item.versions);
  if (!outcome) return undefined;
  const isPublished = outcome.result === 'published';
  return {
    fileName,
    name: objectNameOf(item),
    outcome,
    // A rematch that changes nothing has an outcome, too.
    at: isPublished && live ? live.publishedAt : outcome.at,
    live: live && {
      members: live.counts.members,
      ...(isPublished && { added: live.counts.added, removed: live.counts.removed }),
    },
  };
};

const add = <T>(some: Some<T>, one: T, most: number): void => {
  some.count += 1;
  if (some.first.length < most) some.first.push(one);
};
