import { createReadStream } from 'node:fs';
import createXxHash from 'xxhash-wasm';
import { idLength, writeId } from '../loopback/data/user-ids.ts';
import { type FileSize, memberAt, membersOf } from '../loopback/data/write-files.ts';

const xxHash = await createXxHash();
const lineFeed = 0x0a;

/** What tells two collections of IDs apart, in whatever order they come: their number and the sum of their hashes. */
export class MemberSet {
  #count = 0;
  #sum = 0n;

  add(id: Uint8Array): void {
    this.#count += 1;
    this.#sum = BigInt.asUintN(64, this.#sum + xxHash.h64Raw(id));
  }

  equals(other: MemberSet): boolean {
    return this.#count === other.#count && this.#sum === other.#sum;
  }
}

/** The right answer, from how the files are made. */
export const membersOfSize = (size: FileSize): MemberSet => {
  const set = new MemberSet();
  const id = Buffer.alloc(idLength);
  for (let place = 0; place < membersOf(size.rows); place += 1) {
    writeId(id, 0, memberAt(place, size));
    set.add(id);
  }
  return set;
};

/** @param path of a file with one ID a line, a line feed behind each */
export const readMemberSet = async (path: string): Promise<MemberSet> => {
  const set = new MemberSet();
  let held: Uint8Array = Buffer.alloc(0);
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1024 * 1024 });
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([held, chunk]);
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(lineFeed, start);
      if (end < 0) break;
      set.add(bytes.subarray(start, end));
      start = end + 1;
    }
    held = bytes.subarray(start);
  }
  if (held.length > 0) throw new Error(`the last line of ${path} has no end`);
  return set;
};
