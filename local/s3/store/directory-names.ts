import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { compareKeys } from '../protocol/key-order.ts';
import type { BucketFolder } from './bucket-folder.ts';
import { unlessAbsent } from './file-errors.ts';
import { isSettled } from './settled.ts';

interface Snapshot {
  names: readonly string[];
  mtimeNs: bigint;
  inode: bigint;
}

/** Names kept in memory; about 50 MB at most. */
const maxNamesKept = 400_000;

const namesOf = (entries: readonly Dirent[]): string[] => {
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) names.push(`${entry.name}/`);
    else if (entry.isFile()) names.push(entry.name);
  }
  return names.sort(compareKeys);
};

/**
 * The files and folders of one directory in the order of their keys. Folders end with `/`, so that `a-b` sorts
 * before the folder `a/` and `a0` after it, as the keys in it do. Symbolic links, hidden and special files are left
 * out.
 *
 * What was read is used again for the next pages of a listing, or 100 pages would read and sort a directory of
 * 100,000 files 100 times; but only while its mtime tells that nothing was added or removed since.
 */
export class DirectoryNames {
  readonly #folder: BucketFolder;
  readonly #kept = new Map<string, Snapshot>();

  constructor(folder: BucketFolder) {
    this.#folder = folder;
  }

  /** @param directory the keys' common start: empty, or ending with `/` */
  async read(directory: string, { reuse }: { reuse: boolean }): Promise<readonly string[]> {
    const path =
      directory === '' ? this.#folder.root : await this.#folder.find(directory.slice(0, -1));
    const now = Date.now();
    const found = path === undefined ? undefined : await unlessAbsent(stat(path, { bigint: true }));
    if (path === undefined || found?.isDirectory() !== true) return [];
    const kept = this.#kept.get(directory);
    this.#kept.delete(directory);
    if (reuse && kept?.mtimeNs === found.mtimeNs && kept.inode === found.ino) {
      this.#kept.set(directory, kept);
      return kept.names;
    }
    const names = namesOf((await unlessAbsent(readdir(path, { withFileTypes: true }))) ?? []);
    if (isSettled(found.mtimeNs, now)) this.#keep(directory, names, found);
    return names;
  }

  /** The least recently used ones make room. */
  #keep(
    directory: string,
    names: readonly string[],
    found: { mtimeNs: bigint; ino: bigint },
  ): void {
    this.#kept.set(directory, { names, mtimeNs: found.mtimeNs, inode: found.ino });
    let total = 0;
    for (const [other, snapshot] of [...this.#kept].reverse()) {
      total += snapshot.names.length + 1;
      if (total > maxNamesKept && other !== directory) this.#kept.delete(other);
    }
  }
}
