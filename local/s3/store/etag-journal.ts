import type { BigIntStats } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Checksum } from '../protocol/checksums.ts';
import { unlessAbsent } from './file-errors.ts';
import type { Sums } from './hash-file.ts';

interface Entry extends Sums {
  /** size, mtime and inode of the file that had this ETag */
  identity: string;
  /**
   * ctime of a file that was hashed here, '-' for one that the server wrote: `cp -p` and `tar` can put other bytes
   * in place with the same size, mtime and inode, but they cannot set this time.
   */
  changed: string;
}

const identityOf = (stat: BigIntStats): string => `${stat.size}:${stat.mtimeNs}:${stat.ino}`;

/** The key is percent-encoded, so that a line is words. Without a file: the key was deleted. */
const lineOf = (key: string, entry: Entry | undefined): string =>
  `${[encodeURIComponent(key), entry?.etag ?? '-', entry?.identity ?? '-', entry?.changed ?? '-', ...checksumWords(entry)].join(' ')}\n`;

/** An earlier release wrote none. */
const checksumWords = (entry: Entry | undefined): string[] =>
  entry?.checksum === undefined ? [] : [`${entry.checksum.algorithm}:${entry.checksum.value}`];

const parseChecksum = (word: string | undefined): Checksum | undefined => {
  const [algorithm, value] = word?.split(':') ?? [];
  return algorithm === undefined || value === undefined ? undefined : { algorithm, value };
};

const parseJournal = (text: string): { entries: Map<string, Entry>; lines: number } => {
  const entries = new Map<string, Entry>();
  let lines = 0;
  const lineFormat = /^(\S+) (\S+) (\S+) (\S+)(?: (\S+))?\n/gm;
  for (const [, key, etag, identity, changed, sum] of text.matchAll(lineFormat)) {
    if (key === undefined || etag === undefined) continue;
    if (identity === undefined || changed === undefined) continue;
    lines += 1;
    const decoded = decodeURIComponent(key);
    if (etag === '-') entries.delete(decoded);
    else entries.set(decoded, { etag, identity, changed, checksum: parseChecksum(sum) });
  }
  return { entries, lines };
};

/**
 * Remembers the ETags and checksums of files: what was uploaded in parts has one that its bytes do not tell, and hashing again
 * at each listing would take too long. A file of lines, appended to, read whole at the start. An entry counts only
 * as long as the file still is the one it was made for.
 */
export class EtagJournal {
  readonly #entries: Map<string, Entry>;
  readonly #handle: FileHandle;
  #unwritten = '';
  #written: Promise<void> = Promise.resolve();

  private constructor(entries: Map<string, Entry>, handle: FileHandle) {
    this.#entries = entries;
    this.#handle = handle;
  }

  static async open(path: string): Promise<EtagJournal> {
    const text = (await unlessAbsent(readFile(path, 'utf8'))) ?? '';
    const { entries, lines } = parseJournal(text);
    // Written anew when most of it is outdated, or when a crash has left half a line at its end.
    if (lines > 2 * entries.size + 1000 || (text !== '' && !text.endsWith('\n'))) {
      const all = [...entries].map(([key, entry]) => lineOf(key, entry));
      await writeFile(`${path}.new`, all.join(''));
      await rename(`${path}.new`, path);
    }
    return new EtagJournal(entries, await open(path, 'a'));
  }

  find(key: string, stat: BigIntStats): Sums | undefined {
    const entry = this.#entries.get(key);
    if (entry?.identity !== identityOf(stat)) return undefined;
    return entry.changed === '-' || entry.changed === String(stat.ctimeNs) ? entry : undefined;
  }

  /** By the server, and it is that file still. */
  wasWritten(key: string, stat: BigIntStats): boolean {
    const entry = this.#entries.get(key);
    return entry?.changed === '-' && entry.identity === identityOf(stat);
  }

  /** @param source how the ETag is known: the server wrote the file, or it hashed one that was there */
  async remember(
    key: string,
    { etag, checksum }: Sums,
    stat: BigIntStats,
    source: 'written' | 'hashed',
  ): Promise<void> {
    const changed = source === 'hashed' ? String(stat.ctimeNs) : '-';
    const entry = { etag, checksum, identity: identityOf(stat), changed };
    this.#entries.set(key, entry);
    await this.#append(lineOf(key, entry));
  }

  async forget(key: string): Promise<void> {
    if (this.#entries.delete(key)) await this.#append(lineOf(key, undefined));
  }

  async close(): Promise<void> {
    await this.#written;
    await this.#handle.close();
  }

  /** Lines that come while one is being written go together. */
  #append(line: string): Promise<void> {
    this.#unwritten += line;
    const flush = async (): Promise<void> => {
      const lines = this.#unwritten;
      this.#unwritten = '';
      if (lines !== '') await this.#handle.appendFile(lines);
    };
    const done = this.#written.then(flush);
    // Lines that could not be written must not keep the next ones from being written.
    this.#written = done.catch(() => undefined);
    return done;
  }
}
