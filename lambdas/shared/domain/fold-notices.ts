import { type Notice, noticeKey } from './notice.ts';

/**
 * An audience has no more notices at a time. There are fewer kinds, so that one of each fits, and an item of 400 KB takes
 * them beside `mostVersions` versions: test/unit/shared/item-sizes.test.ts.
 */
export const mostNotices = 17;

/** An expression has at most 4 KB. Where there were more, from before this bound, later imports fold the rest. */
const mostFoldedAtATime = 20;

export type Notices = Readonly<Record<string, Notice>>;

/** How notices are added to those that an audience has. */
export interface Addition {
  /** by key; those that were there already have more folded into them now */
  written: ReadonlyMap<string, Notice>;
  /** keys of those that are folded into others */
  folded: readonly string[];
}

interface Entry {
  key: string;
  notice: Notice;
}

/**
 * Where there would be too many, the oldest of the most frequent cause goes into the newest of that cause, as a count. Where
 * no cause is there twice, the same is done by kind.
 */
export const addNotices = (present: Notices, added: readonly Notice[]): Addition => {
  const all = new Map(Object.entries(present));
  const written = new Map<string, Notice>();
  const write = (key: string, notice: Notice): void => {
    all.set(key, notice);
    written.set(key, notice);
  };
  for (const notice of added) write(noticeKey(notice), notice);

  const folded: string[] = [];
  while (all.size > mostNotices && folded.length < mostFoldedAtATime) {
    const [oldest, newest] = endsOf(foldable(all));
    if (!oldest || !newest || oldest === newest) break;
    write(newest.key, fold(oldest.notice, newest.notice));
    all.delete(oldest.key);
    written.delete(oldest.key);
    if (oldest.key in present) folded.push(oldest.key);
  }
  return { written, folded };
};

const foldable = (notices: ReadonlyMap<string, Notice>): Entry[] => {
  const entries = Array.from(notices, ([key, notice]) => ({ key, notice }));
  const alike = mostFrequent(entries, ({ kind, cause }) => `${kind}:${cause}`);
  return alike.length > 1 ? alike : mostFrequent(entries, ({ kind }) => kind);
};

const mostFrequent = (entries: readonly Entry[], by: (notice: Notice) => string): Entry[] => {
  const groups = Map.groupBy(entries, ({ notice }) => by(notice));
  return [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most));
};

const endsOf = (entries: readonly Entry[]): [Entry | undefined, Entry | undefined] => {
  const inOrder = entries.toSorted((one, other) => one.notice.at - other.notice.at);
  return [inOrder.at(0), inOrder.at(-1)];
};

const fold = (oldest: Notice, newest: Notice): Notice => {
  const { count: before = 0, first = oldest.at } = oldest.earlier ?? {};
  const { count: already = 0, last = oldest.at } = newest.earlier ?? {};
  return {
    ...newest,
    earlier: {
      count: already + before + 1,
      first: Math.min(first, newest.earlier?.first ?? first),
      last: Math.max(oldest.at, last),
    },
  };
};
