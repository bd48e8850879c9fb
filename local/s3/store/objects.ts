import { constants } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { lstat, open, unlink, utimes } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { assertWritable } from '../protocol/preconditions.ts';
import type { WriteConditions } from '../protocol/preconditions.ts';
import type { BucketFolder } from './bucket-folder.ts';
import type { EtagJournal } from './etag-journal.ts';
import { unlessAbsent } from './file-errors.ts';
import { hashFile, type Sums } from './hash-file.ts';
import { KeyLocks } from './key-locks.ts';
import type { OnObjectChange } from './object-change.ts';
import { isSettled } from './settled.ts';

export interface ObjectVersion extends Sums {
  /** bytes */
  size: number;
  modified: Date;
}

/** A version and its bytes, which stay the same when the key gets another one. The caller closes the handle. */
export interface OpenObject {
  version: ObjectVersion;
  handle: FileHandle;
}

/**
 * `O_NONBLOCK`: opening a pipe must not wait for its writer. Windows knows neither of the last two, and what is
 * undefined counts as no bit.
 */
const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const versionOf = (stat: BigIntStats, { etag, checksum }: Sums): ObjectVersion => ({
  etag,
  checksum,
  size: Number(stat.size),
  modified: new Date(Number(stat.mtimeNs / 1_000_000n)),
});

/**
 * The objects of the bucket. A key's file and its ETag are looked at and changed under the key's lock only, so that
 * both always belong together and a condition still holds when the write that depends on it is done.
 */
export class Objects {
  readonly #folder: BucketFolder;
  readonly #etags: EtagJournal;
  readonly #clock: (() => number) | undefined;
  readonly #onChange: OnObjectChange;
  readonly #locks = new KeyLocks();

  /**
   * @param clock milliseconds since 1970 that new objects are dated with; the file system's time without it
   * @param onChange told of what is written and removed here, and of what others do if they say so to {@link tellOfFile}
   */
  constructor(
    folder: BucketFolder,
    etags: EtagJournal,
    clock: (() => number) | undefined,
    onChange: OnObjectChange = () => undefined,
  ) {
    this.#folder = folder;
    this.#etags = etags;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Undefined when there is no such object. */
  async open(key: string): Promise<OpenObject | undefined> {
    return this.#locks.run(key, () => this.#open(key));
  }

  /** Without opening the file if its ETag is known, for keys that were just read from a real directory. */
  async describe(key: string): Promise<ObjectVersion | undefined> {
    return this.#locks.run(key, async () => {
      const stat = await unlessAbsent(lstat(this.#folder.path(key), { bigint: true }));
      if (stat?.isFile() !== true) return undefined;
      const sums = this.#etags.find(key, stat);
      return sums === undefined ? this.#look(key) : versionOf(stat, sums);
    });
  }

  /**
   * Whether the key could be written now. Asked before the body is read, so that it need not be sent in vain.
   *
   * @throws S3Error when the key cannot be a file here or a condition does not hold
   */
  async assertWritable(key: string, conditions: WriteConditions): Promise<void> {
    await this.#folder.assertFree(key);
    await this.#locks.run(key, () => this.#check(key, conditions));
  }

  /**
   * Makes a temporary file the object.
   *
   * @throws S3Error as {@link assertWritable} does
   */
  async store(
    key: string,
    temporary: string,
    sums: Sums,
    conditions: WriteConditions,
  ): Promise<void> {
    await this.#locks.run(key, async () => {
      await this.#check(key, conditions);
      if (this.#clock !== undefined) {
        const date = new Date(this.#clock());
        await utimes(temporary, date, date);
      }
      const stat = await lstat(temporary, { bigint: true });
      await this.#folder.moveIn(temporary, key);
      await this.#etags.remember(key, sums, stat, 'written');
      this.#onChange({ kind: 'created', key, size: Number(stat.size), etag: sums.etag });
    });
  }

  /** Folders stay: they may be somebody's. Deleting what is not there is no error. */
  async remove(key: string, conditions: WriteConditions): Promise<void> {
    await this.#locks.run(key, async () => {
      await this.#check(key, conditions);
      const path = await this.#folder.find(key);
      if (path === undefined) return;
      const stat = await unlessAbsent(lstat(path));
      if (stat?.isFile() !== true) return;
      await unlessAbsent(unlink(path));
      await this.#etags.forget(key);
      this.#onChange({ kind: 'removed', key });
    });
  }

  /** Somebody has put a file there; nothing is told of one that was written here. */
  async tellOfFile(key: string): Promise<void> {
    await this.#locks.run(key, async () => {
      const stat = await unlessAbsent(lstat(this.#folder.path(key), { bigint: true }));
      if (stat?.isFile() !== true || this.#etags.wasWritten(key, stat)) return;
      const version = await this.#look(key);
      if (version) this.#onChange({ kind: 'created', key, size: version.size, etag: version.etag });
    });
  }

  /** Somebody has taken a file away; nothing is told if it is there again. */
  async tellOfGone(key: string): Promise<void> {
    await this.#locks.run(key, async () => {
      if (await unlessAbsent(lstat(this.#folder.path(key)))) return;
      this.#onChange({ kind: 'removed', key });
    });
  }

  async #check(key: string, conditions: WriteConditions): Promise<void> {
    if (conditions.ifMatch === undefined && conditions.ifAbsent !== true) return;
    assertWritable(conditions, await this.#look(key));
  }

  async #look(key: string): Promise<ObjectVersion | undefined> {
    const object = await this.#open(key);
    await object?.handle.close();
    return object?.version;
  }

  async #open(key: string): Promise<OpenObject | undefined> {
    const path = await this.#folder.find(key);
    if (path === undefined) return undefined;
    const handle = await unlessAbsent(open(path, readFlags));
    if (handle === undefined) return undefined;
    try {
      const stat = await handle.stat({ bigint: true });
      if (stat.isFile())
        return { handle, version: versionOf(stat, await this.#sums(key, handle, stat)) };
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }

  async #sums(key: string, handle: FileHandle, stat: BigIntStats): Promise<Sums> {
    const known = this.#etags.find(key, stat);
    if (known !== undefined) return known;
    const settled = isSettled(stat.ctimeNs, Date.now());
    const sums = await hashFile(handle, Number(stat.size));
    const after = await handle.stat({ bigint: true });
    if (settled && after.ctimeNs === stat.ctimeNs)
      await this.#etags.remember(key, sums, stat, 'hashed');
    return sums;
  }
}
