import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { idLength, writeId } from '../loopback/data/user-ids.ts';
import { orderLines } from '../support/digest-lines.ts';

export interface SlidingListSize {
  members: number;
  /** so many leave with each refresh, and as many come in */
  step: number;
  refreshes: number;
}

/** A list that changes little from one refresh to the next; all on it are registered, in no order. */
export interface SlidingList {
  /** of all its versions together: the users below it */
  users: number;
  /** @param refresh 0: the list before the first one */
  write: (path: string, refresh: number) => void;
  /** As a version's (docs/membership-format.md), by code that shares nothing with the product. */
  digest: (refresh: number) => string;
}

const lineLength = idLength + 1;
const linesAtOnce = 65_536;

/** A window that moves over the users: each list is a run of the next one's bytes, so that it takes no time to write. */
export const createSlidingList = async ({
  members,
  step,
  refreshes,
}: SlidingListSize): Promise<SlidingList> => {
  const users = members + step * refreshes;
  const lines = Buffer.alloc(users * lineLength, '\n');
  for (let user = 0; user < users; user += 1) writeId(lines, user * lineLength, user);
  const { order } = await orderLines(lines);
  return {
    users,
    write: (path, refresh) => {
      const from = refresh * step;
      writeFileSync(path, lines.subarray(from * lineLength, (from + members) * lineLength));
    },
    digest: (refresh) => {
      const from = refresh * step;
      const hash = createHash('sha256');
      const some = Buffer.alloc(linesAtOnce * lineLength);
      let count = 0;
      for (const user of order) {
        if (user < from || user >= from + members) continue;
        lines.copy(some, count * lineLength, user * lineLength, (user + 1) * lineLength);
        count += 1;
        if (count < linesAtOnce) continue;
        hash.update(some);
        count = 0;
      }
      return hash.update(some.subarray(0, count * lineLength)).digest('hex');
    },
  };
};
