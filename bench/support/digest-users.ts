import { idLength, writeId } from '../loopback/data/user-ids.ts';
import { digestLines } from './digest-lines.ts';

/**
 * Digest of so many users as members, by what gives their indexes: neither a file nor a table is read.
 *
 * @param userAt the user in each place from 0; no two are the same
 */
export const digestUsers = (count: number, userAt: (place: number) => number): Promise<string> => {
  const lineLength = idLength + 1;
  const lines = Buffer.alloc(count * lineLength, '\n');
  for (let place = 0; place < count; place += 1) writeId(lines, place * lineLength, userAt(place));
  return digestLines(lines);
};
