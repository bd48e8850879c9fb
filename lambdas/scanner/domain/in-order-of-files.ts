import { fileNameOfObject } from '../../shared/domain/file-name.ts';
import type { ListedFolder, ListedObject } from './listing.ts';
import type { ListedFile } from './merge-by-file-name.ts';

/** The objects that were listed so far of one audience: `vip.CSV`, `vip.csv`, `vip.csv.gz`. */
interface Candidates {
  fileName: string;
  bytes: Uint8Array;
  /** in the order in which S3 lists them */
  objects: [ListedObject, ...ListedObject[]];
}

export interface Order {
  /** milliseconds since 1970, before the first page was asked for */
  begunAt: number;
  /** only files behind this file name */
  after?: string | undefined;
  /** Told of what is not, or not the file of its audience. */
  onIgnored: (object: ListedObject | ListedFolder) => void;
}

/**
 * The files among what S3 lists, one for each audience, in UTF-8 byte order of the file names. S3's order is that of the
 * objects' names: `vip.CSV` stands before `vip-2.csv`, and `vip.csv.gz` behind it.
 *
 * A file is held back for as long as an object with a file name that is not behind its own may follow. What follows an object
 * has a file name that is not before its own name, but for packed ones: `c` + `.gz` or `.zst`, whose file name `c` may have been
 * passed already. Then what was listed last lies between the two, so that it begins with `c`. So all is settled that is before the
 * shortest such `c`, or, if there is none, before what was listed last.
 *
 * @throws RangeError when the listing is not in the order of UTF-8 bytes
 */
export async function* inOrderOfFiles(
  listing: AsyncIterable<ListedObject | ListedFolder>,
  { begunAt, after, onIgnored }: Order,
): AsyncGenerator<ListedFile> {
  const start = after === undefined ? undefined : Buffer.from(after);
  const isBehindStart = (bytes: Uint8Array): boolean =>
    start === undefined || Buffer.compare(bytes, start) > 0;
  /** in the order of their file names */
  const held: Candidates[] = [];
  let previous: Uint8Array | undefined;

  for await (const object of listing) {
    if ('folder' in object) {
      if (isBehindStart(Buffer.from(object.folder))) onIgnored(object);
      continue;
    }
    const { name } = object;
    const bytes = Buffer.from(name);
    if (previous && Buffer.compare(previous, bytes) >= 0)
      throw new RangeError(`the listing is not in the order of UTF-8 bytes at "${name}"`);
    previous = bytes;

    const fileName = fileNameOfObject(name);
    const fileBytes = fileName === name || fileName === undefined ? bytes : Buffer.from(fileName);
    if (isBehindStart(fileBytes)) {
      if (fileName === undefined) onIgnored(object);
      else hold(held, { fileName, bytes: fileBytes, objects: [object] });
    }
    const open = firstOpen(name) ?? bytes;
    for (let first = held[0]; first; first = held[0]) {
      if (Buffer.compare(first.bytes, open) >= 0) break;
      held.shift();
      yield choose(first, begunAt, onIgnored);
    }
  }
  for (const each of held) yield choose(each, begunAt, onIgnored);
}

/** New ones mostly go to the end. */
const hold = (held: Candidates[], added: Candidates): void => {
  for (let at = held.length; ; at -= 1) {
    const before = held[at - 1];
    const order = before ? Buffer.compare(before.bytes, added.bytes) : -1;
    if (order === 0) before?.objects.push(...added.objects);
    if (order < 0) held.splice(at, 0, added);
    if (order <= 0) return;
  }
};

/** The last of all that may follow a file name. */
const lastPacking = '.zst';
const suffix = '.csv';

/** The shortest file name in front of a name of which a packed file may stand behind that name. */
const firstOpen = (name: string): Uint8Array | undefined => {
  for (let at = name.indexOf(suffix, 1); at !== -1; at = name.indexOf(suffix, at + 1)) {
    const end = at + suffix.length;
    if (end < name.length && name.slice(end) < lastPacking) return Buffer.from(name.slice(0, end));
  }
  return undefined;
};

/** The one that is called like the file, else the first in S3's order. */
const choose = (
  { fileName, objects }: Candidates,
  begunAt: number,
  onIgnored: Order['onIgnored'],
): ListedFile => {
  const chosen = objects.find(({ name }) => name === fileName) ?? objects[0];
  for (const object of objects) if (object !== chosen) onIgnored(object);
  const { name, ...rest } = chosen;
  return name === fileName
    ? { ...rest, fileName }
    : // That the others are not there was seen on other pages.
      { ...rest, fileName, object: name, listedAt: begunAt };
};

/**
 * Behind which name S3 has to list so that all objects of files behind this file name are listed: `vip.CSV` stands before
 * `vip.a.csv`, its file `vip.csv` behind it.
 */
export const listedBehind = (fileName: string): string => {
  for (let at = fileName.indexOf('.', 1); at !== -1; at = fileName.indexOf('.', at + 1)) {
    const rest = fileName.slice(at);
    if (rest >= '.CSV' && rest < suffix) return `${fileName.slice(0, at)}.CSU`;
  }
  return fileName;
};
