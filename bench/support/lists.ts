import { createShuffle } from '../loopback/data/shuffle.ts';
import { membersOf } from '../loopback/data/write-files.ts';

export interface ListsSize {
  files: number;
  /** of each file */
  rows: number;
  /** registered, of the project; at least 0.75 x rows */
  users: number;
}

/** Which users are in which file. */
export interface Lists {
  /** The registered user in a place of a file, from 0 to `membersOf(rows) - 1`. */
  memberAt: (file: number, place: number) => number;
  /** The user in a row of a file, registered or not. No two rows of a file have the same one. */
  userAt: (file: number, row: number) => number;
}

/** Share of a list's IDs that other lists have, too: half of them the list before, half the one behind. */
const usuallyShared = 0.3;

/**
 * Three of four rows name a registered user, in random order. Lists overlap with their neighbours, the last one with the first.
 * Where there are too few users for that, lists go round all of them, and have more in common.
 */
export const createLists = (
  { files, rows, users }: ListsSize,
  sharedShare = usuallyShared,
): Lists => {
  const members = membersOf(rows);
  if (users < members)
    throw new RangeError(`${rows} rows name ${members} users: there are too few`);
  const order = createShuffle(rows);
  const anybody = createShuffle(users);
  /** Different places of a file give different numbers, while there are as many as places. */
  const createRing = (places: number, most = Number.POSITIVE_INFINITY) => {
    const step = Math.round(places * (1 - sharedShare / 2));
    const length = Math.min(most, Math.max(places, files * step));
    return (file: number, place: number): number => (file * step + place) % length;
  };
  const registered = createRing(members, users);
  const others = createRing(rows - members);
  const memberAt = (file: number, place: number): number => anybody.at(registered(file, place));
  return {
    memberAt,
    userAt: (file, row) => {
      const place = order.at(row);
      return place < members ? memberAt(file, place) : users + others(file, place - members);
    },
  };
};
