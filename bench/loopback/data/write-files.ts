import { closeSync, openSync, writeSync } from 'node:fs';
import { createShuffle } from './shuffle.ts';
import { idLength, writeId } from './user-ids.ts';

/** Share of the rows whose user is registered. */
const registeredShare = 0.75;

export const membersOf = (rows: number): number => Math.floor(rows * registeredShare);

/**
 * The user of member `place`, spread evenly over all `users`, who are the indexes below `users`. Different places
 * give different users, as there are no more members than users.
 */
export const memberAt = (place: number, { rows, users }: FileSize): number =>
  Math.floor((place * users) / membersOf(rows));

export interface FileSize {
  rows: number;
  /** registered; at least 0.75 x rows */
  users: number;
}

/** An audience file: all rows differ, three of four name a registered user, in random order. */
export const writeRows = (path: string, size: FileSize): void => {
  const members = membersOf(size.rows);
  const order = createShuffle(size.rows);
  writeLines(path, size.rows, (row) => {
    const place = order.at(row);
    return place < members ? memberAt(place, size) : size.users + place - members;
  });
};

/** All registered users, one ID a line, for contestants that read files. */
export const writeUsers = (path: string, users: number): void => {
  writeLines(path, users, (user) => user);
};

const linesAtOnce = 65_536;
const lineLength = idLength + 1;

/** A file of IDs, one a line. @param indexOf the user of each line */
export const writeLines = (
  path: string,
  count: number,
  indexOf: (line: number) => number,
): void => {
  const buffer = Buffer.alloc(linesAtOnce * lineLength, '\n');
  const file = openSync(path, 'w');
  try {
    for (let from = 0; from < count; from += linesAtOnce) {
      const lines = Math.min(linesAtOnce, count - from);
      for (let line = 0; line < lines; line += 1)
        writeId(buffer, line * lineLength, indexOf(from + line));
      writeSync(file, buffer, 0, lines * lineLength);
    }
  } finally {
    closeSync(file);
  }
};
