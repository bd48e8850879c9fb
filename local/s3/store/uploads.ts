import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checksum } from '../protocol/checksums.ts';
import { Crc64Nvme } from '../protocol/crc64nvme.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { BucketFolder } from './bucket-folder.ts';
import { isAbsent, unlessAbsent } from './file-errors.ts';
import { KeyLocks } from './key-locks.ts';
import { writeNewFile } from './write-new-file.ts';

export interface Upload {
  id: string;
  key: string;
  initiated: Date;
}

export interface Part {
  number: number;
  etag: string;
  size: number;
  modified: Date;
  path: string;
}

/** bytes */
const highWaterMark = 1024 * 1024;

const noSuchUpload = (id: string): S3Error =>
  new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: id },
  );

/**
 * Uploads in progress: a folder for each, which holds the key in the file `key` and each part in a file that is
 * named `<number>-<MD5>`.
 */
export class Uploads {
  readonly #folder: BucketFolder;
  readonly #locks = new KeyLocks();

  constructor(folder: BucketFolder) {
    this.#folder = folder;
  }

  async create(key: string): Promise<string> {
    const id = randomUUID().replaceAll('-', '');
    await mkdir(this.#path(id));
    await writeFile(this.#path(id, 'key'), key);
    return id;
  }

  /** @throws S3Error `NoSuchUpload` */
  async find(id: string, key: string): Promise<Upload> {
    const upload = await this.#read(id);
    if (upload?.key !== key) throw noSuchUpload(id);
    return upload;
  }

  async list(): Promise<Upload[]> {
    const ids = await readdir(this.#folder.uploads);
    const uploads = await Promise.all(ids.map((id) => this.#read(id)));
    return uploads.filter((upload) => upload !== undefined);
  }

  /** Makes a temporary file a part, in place of an earlier one with the same number. */
  async addPart(id: string, number: number, temporary: string, md5: string): Promise<void> {
    await this.#locks.run(id, async () => {
      const before = await this.parts(id);
      const path = this.#path(id, `${number}-${md5}`);
      try {
        await rename(temporary, path);
      } catch (error) {
        throw isAbsent(error) ? noSuchUpload(id) : error;
      }
      for (const part of before)
        if (part.number === number && part.path !== path) await rm(part.path);
    });
  }

  /** By number. */
  async parts(id: string): Promise<Part[]> {
    const names = (await unlessAbsent(readdir(this.#path(id)))) ?? [];
    const parts = names.map(async (name): Promise<Part | undefined> => {
      const [, number, etag] = /^([0-9]+)-([0-9a-f]{32})$/.exec(name) ?? [];
      if (number === undefined || etag === undefined) return undefined;
      const path = this.#path(id, name);
      const found = await unlessAbsent(stat(path));
      if (found === undefined) return undefined;
      return { number: Number(number), etag, size: found.size, modified: found.mtime, path };
    });
    const present = (await Promise.all(parts)).filter((part) => part !== undefined);
    return present.sort((a, b) => a.number - b.number);
  }

  /**
   * Runs `use` while nothing else changes the upload, and removes the upload when it succeeded.
   *
   * @throws S3Error `NoSuchUpload`
   */
  async finish<T>(
    id: string,
    key: string,
    use: (parts: readonly Part[]) => Promise<T>,
  ): Promise<T> {
    return this.#locks.run(id, async () => {
      await this.find(id, key);
      const result = await use(await this.parts(id));
      await rm(this.#path(id), { recursive: true });
      return result;
    });
  }

  async #read(id: string): Promise<Upload | undefined> {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
    const path = this.#path(id, 'key');
    const key = await unlessAbsent(readFile(path, 'utf8'));
    const created = await unlessAbsent(stat(path));
    return key === undefined || created === undefined
      ? undefined
      : { id, key, initiated: created.mtime };
  }

  #path(id: string, ...names: readonly string[]): string {
    return join(this.#folder.uploads, id, ...names);
  }
}

/** Writes the parts one after the other to a new file. @returns the checksum of the whole */
export const concatenate = async (parts: readonly Part[], path: string): Promise<Checksum> => {
  const digest = new Crc64Nvme();
  const all = async function* (): AsyncGenerator<Buffer> {
    for (const part of parts) {
      const bytes: AsyncIterable<Buffer> = createReadStream(part.path, { highWaterMark });
      for await (const some of bytes) {
        digest.update(some);
        yield some;
      }
    }
  };
  await writeNewFile(path, all());
  return { algorithm: 'crc64nvme', value: digest.result() };
};
