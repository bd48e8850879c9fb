import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unsuitableKey, whyKeyIsImpossible } from '../protocol/object-key.ts';
import { unlessAbsent } from './file-errors.ts';

/** What the server keeps beside the objects is below this folder. Its name is hidden, so it is no object. */
const stateFolder = '.audience-import-s3';

/** Keys and paths. Nothing outside of the directory is ever reached through a key. */
export class BucketFolder {
  readonly root: string;
  readonly journal: string;
  readonly uploads: string;
  readonly #temporary: string;

  private constructor(root: string) {
    this.root = root;
    this.journal = join(root, stateFolder, 'etags');
    this.uploads = join(root, stateFolder, 'uploads');
    this.#temporary = join(root, stateFolder, 'tmp');
  }

  /** Creates what is missing and removes what a crash has left behind. */
  static async open(directory: string): Promise<BucketFolder> {
    await mkdir(directory, { recursive: true });
    const folder = new BucketFolder(await realpath(directory));
    await rm(folder.#temporary, { recursive: true, force: true });
    await mkdir(folder.uploads, { recursive: true });
    await mkdir(folder.#temporary);
    return folder;
  }

  /** The path of a key that {@link whyKeyIsImpossible} has nothing against. */
  path(key: string): string {
    return join(this.root, key);
  }

  /**
   * The path of a key if something has exactly this path: no symbolic link on the way, no other case and no other
   * Unicode normalization, which some file systems take for the same.
   */
  async find(key: string): Promise<string | undefined> {
    if (whyKeyIsImpossible(key) !== undefined) return undefined;
    const path = this.path(key);
    return (await unlessAbsent(realpath(path))) === path ? path : undefined;
  }

  /**
   * @throws S3Error `InvalidArgument` when the key cannot be a file, or not beside the files that are there:
   * `a` and `a/b` cannot both exist
   */
  async assertFree(key: string): Promise<void> {
    const reason = whyKeyIsImpossible(key) ?? (await this.#whyKeyIsTaken(key));
    if (reason !== undefined) throw unsuitableKey(key, reason);
  }

  /**
   * Runs `use` with a path to write to, on the same file system as the objects; what is left there afterwards is
   * removed.
   */
  async withTemporaryFile<T>(use: (path: string) => Promise<T>): Promise<T> {
    const path = join(this.#temporary, randomUUID());
    try {
      return await use(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /**
   * Makes a temporary file the file of the key, at once and in place of an earlier one.
   *
   * @throws S3Error as {@link assertFree} does
   */
  async moveIn(temporary: string, key: string): Promise<void> {
    await this.assertFree(key);
    const path = this.path(key);
    // Objects that were deleted leave their folder, which must not stand in the way of a new key. For a file, and
    // for nothing at all, this does nothing.
    await unlessAbsent(rmdir(path));
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  }

  async #whyKeyIsTaken(key: string): Promise<string | undefined> {
    const names = key.split('/');
    for (let depth = 1; depth <= names.length; depth += 1) {
      const part = names.slice(0, depth).join('/');
      const stat = await unlessAbsent(lstat(this.path(part)));
      if (stat === undefined) return undefined;
      if (stat.isSymbolicLink()) return `"${part}" is a symbolic link, and those are not followed`;
      if (depth < names.length) {
        if (!stat.isDirectory()) return `"${part}" is a file, not a folder`;
      } else if (stat.isDirectory()) {
        if ((await readdir(this.path(part))).length > 0) return 'it is a folder that is not empty';
      } else if (!stat.isFile()) return 'something that is no file has this name';
    }
    return undefined;
  }
}
