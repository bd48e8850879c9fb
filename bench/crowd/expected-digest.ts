import { type FileSize, memberAt, membersOf } from '../loopback/data/write-files.ts';
import { idLength, writeId } from '../loopback/data/user-ids.ts';
import { digestLines } from '../support/digest-lines.ts';

/** Of the members of such a file, by what wrote it: neither the file nor a table is read. */
export const expectedDigest = (size: FileSize): Promise<string> => {
  const lineLength = idLength + 1;
  const members = membersOf(size.rows);
  const lines = Buffer.alloc(members * lineLength, '\n');
  for (let place = 0; place < members; place += 1)
    writeId(lines, place * lineLength, memberAt(place, size));
  return digestLines(lines);
};
