import { compareKeys, lowerBound } from '../protocol/key-order.ts';

/**
 * Names in a directory in the order of {@link compareKeys}; folders end with `/`. The directory is given as its keys'
 * common start: empty, or ending with `/`.
 */
export type ReadNames = (directory: string) => Promise<readonly string[]>;

export interface Walk {
  prefix: string;
  /** only keys above this one; empty for all */
  after: string;
  /** instead of a folder's keys, the folder once (ending with `/`), if it holds a key above `after` */
  shallow: boolean;
}

/** `x/y/z` -> `x/`, `x` -> `x` */
const firstName = (path: string): string => path.slice(0, path.indexOf('/') + 1 || undefined);

/**
 * All keys of a walk in S3's order. As a folder's name is compared with its slash, going through each directory in
 * order and into folders where they stand gives the order of the whole keys. Directories that are not between
 * `after` and the end of `prefix` are not read.
 */
export const walkKeys = (readNames: ReadNames, walk: Walk): AsyncGenerator<string> =>
  walkDirectory(readNames, walk.prefix.slice(0, walk.prefix.lastIndexOf('/') + 1), walk);

async function* walkDirectory(
  readNames: ReadNames,
  directory: string,
  walk: Walk,
): AsyncGenerator<string> {
  const within = walk.after.startsWith(directory);
  if (!within && compareKeys(directory, walk.after) < 0) return;
  const names = await readNames(directory);
  const begin = Math.max(
    lowerBound(names, walk.prefix.slice(directory.length)),
    within ? lowerBound(names, firstName(walk.after.slice(directory.length))) : 0,
  );
  for (let at = begin; at < names.length; at += 1) {
    const name = names[at] ?? '';
    const key = directory + name;
    if (!key.startsWith(walk.prefix)) return;
    if (!name.endsWith('/')) {
      if (compareKeys(key, walk.after) > 0) yield key;
    } else if (!walk.shallow) {
      yield* walkDirectory(readNames, key, { ...walk, prefix: key });
    } else if (await holdsKey(readNames, key, walk.after)) {
      yield key;
    }
  }
}

/** S3 has no folders: one without a key is not there. */
const holdsKey = async (
  readNames: ReadNames,
  directory: string,
  after: string,
): Promise<boolean> => {
  const walk = { prefix: directory, after, shallow: false };
  const first = await walkDirectory(readNames, directory, walk).next();
  return first.done !== true;
};
