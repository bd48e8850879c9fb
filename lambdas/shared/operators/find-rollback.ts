import {
  type AudienceItem,
  findLiveVersion,
  type LiveVersion,
  type Version,
} from '../domain/audience-item.ts';
import type { Numbered, SupersededVersion } from './republish.ts';

/**
 * Why nothing was published. `not-published`: there is no live version to roll back from. `no-earlier`: none was replaced within
 * the grace period. The others are of the version that was asked for: `gone` was collected, is damaged, or never was, `collecting` is
 * being removed, `unfinished` was never published, `held` waits for an operator to approve it, `live` already is.
 */
export type RollbackRefusal =
  | 'unknown'
  | 'deleted'
  | 'not-published'
  | 'no-earlier'
  | 'gone'
  | 'collecting'
  | 'unfinished'
  | 'held'
  | 'live';

export interface FoundRollback {
  item: AudienceItem;
  live: Numbered<LiveVersion>;
  target: Numbered<SupersededVersion>;
}

/**
 * @param to by default the version that was live before, of another file if there is one
 * @param now milliseconds since 1970
 */
export const findRollback = (
  item: AudienceItem | undefined,
  to: number | undefined,
  now: number,
): FoundRollback | RollbackRefusal => {
  if (!item) return 'unknown';
  if (item.deletedAt !== undefined) return 'deleted';
  const { versions } = item;
  const live = findLiveVersion(versions);
  if (!live) return 'not-published';
  const number = to ?? supersededLast(versions, live.etag, now);
  if (number === undefined) return 'no-earlier';
  const target = versions[number];
  if (target?.state !== 'superseded') return refusalOf(target);
  if (target.damaged === true) return 'gone';
  return { item, live, target: { ...target, version: number } };
};

const refusalOf = (version: Exclude<Version, SupersededVersion> | undefined): RollbackRefusal => {
  switch (version?.state) {
    case undefined:
      return 'gone';
    case 'live':
    case 'collecting':
    case 'held':
      return version.state;
    case 'writing':
    case 'abandoned':
      return 'unfinished';
  }
};

/**
 * What was live before is what was superseded last: its time ends last. That of another file comes first: users who come and go make
 * new versions of the same wrong file. The highest number is not, once somebody has
 * rolled back: that would be the list that was rolled back from. Nor is one whose time is over: it may have stayed for others
 * that stand on it, while all that came after it was collected.
 */
const supersededLast = (
  versions: AudienceItem['versions'],
  liveEtag: string,
  now: number,
): number | undefined => {
  // In ascending order of the numbers, which stays where the times are the same.
  const readable = Object.entries(versions)
    .flatMap(([version, state]) =>
      state.state === 'superseded' && state.until >= now && state.damaged !== true
        ? [{ version: Number(version), etag: state.etag, until: state.until }]
        : [],
    )
    .sort((one, other) => one.until - other.until);
  return (readable.findLast(({ etag }) => etag !== liveEtag) ?? readable.at(-1))?.version;
};
