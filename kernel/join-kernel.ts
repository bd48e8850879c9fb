import { BrokenPageError, failureOf, OutOfMemoryError } from './errors.ts';
import { inspectStart, startLength } from './inspect-start.ts';
import { instantiateJoin, type JoinExports } from './instantiate.ts';

/** What a file says, before anybody was looked up. */
export interface FileCounts {
  /** blank ones not included */
  rows: number;
  blank: number;
  /** different IDs */
  distinct: number;
}

/** Members in the order of a version: by hash, then by bytes. Gone when the kernel begins with another file. */
export interface JoinedMembers {
  readonly count: number;
  /** bytes of the longest ID of the file; no member is longer */
  readonly longest: number;
  /** The high 32 bits of a member's hash. */
  tagOf: (index: number) => number;
  /** Members `from` to `to - 1`, each followed by LF, in pieces that are valid until the next one is asked for. */
  readLines: (from: number, to: number) => Generator<Uint8Array>;
}

/** How the keys of a users table are made of IDs. */
export interface KeyFormat {
  /** partition key attribute */
  keyName: string;
  keyType: 'string' | 'number';
  /** what stands before the ID in the key */
  keyPrefix: string;
  /** only items with this sort key are users */
  sortKey?: { name: string; value: string } | undefined;
}

/** Of a key's name, its prefix, and a sort key's name and value. */
const mostKeyBytes = 4080;

/** Holds the IDs of any file of 500 MB. */
const mostHomes = 2 ** 27;
const lineFeed = 0x0a;

/**
 * Joins the IDs of one file with registered users, one file after the other in the same memory. The calls come in
 * this order: `begin`, `write` for all of the file, `finish`, `ids` and `mark…`, `orderMembers`.
 */
export class JoinKernel {
  readonly #join: JoinExports = instantiateJoin();
  readonly #window: { start: number; end: number };
  readonly #arena: number;
  readonly #longestKey: number;
  /** behind the last byte of the file that was written */
  #end = 0;
  #limit = 0;
  #isStarted = false;

  constructor() {
    const { window, windowSize, arena, longestKey } = this.#join;
    this.#window = { start: addressOf(window), end: addressOf(window) + addressOf(windowSize) };
    this.#arena = addressOf(arena);
    this.#longestKey = addressOf(longestKey);
  }

  /**
   * Forgets the last file, whatever became of it.
   *
   * @param fileBytes length of the file
   * @param homes places of the hash table at most; fewer are for tests
   * @throws OutOfMemoryError
   */
  begin(fileBytes: number, homes: number = mostHomes): void {
    this.#end = this.#arena;
    this.#limit = this.#arena + fileBytes;
    this.#isStarted = false;
    this.#check(this.#join.begin(fileBytes, homes));
  }

  /**
   * Takes the next bytes of the file, cut anywhere.
   *
   * @throws BrokenRowError
   * @throws CollidingIdsError
   * @throws TableFullError
   * @throws OutOfMemoryError
   */
  write(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#limit)
      throw new OutOfMemoryError('the file is longer than it was said to be');
    this.#bytes(this.#end, this.#end + bytes.length).set(bytes);
    this.#end += bytes.length;
    if (!this.#isStarted && this.#end - this.#arena < startLength) return;
    this.#start();
    this.#check(this.#join.read(this.#end));
  }

  /** The file is complete. Throws as `write` does. */
  finish(): FileCounts {
    this.#start();
    this.#check(this.#join.finish(this.#end));
    const blank = this.#join.blankCount();
    return {
      rows: this.#join.rowCount() - blank,
      blank,
      distinct: this.#join.distinctIds(),
    };
  }

  /**
   * The distinct IDs that are not marked, each once, in groups; not those that nobody can be registered under, because
   * they contain a line feed or are longer than any key. To be walked through once.
   */
  *ids(groupSize: number): Generator<string[]> {
    for (;;) {
      const count = this.#join.copyIds(groupSize);
      if (count === 0) return;
      yield this.#copied().toString('utf8').split('\n', count);
    }
  }

  /**
   * These are registered. An ID that is not in the file does not matter, nor does one that comes twice, nor one that
   * contains a line feed.
   */
  mark(ids: readonly string[]): void {
    // Such an ID would be taken for two.
    const lines = ids.filter((id) => !id.includes('\n'));
    if (lines.length > 0) this.markLines(Buffer.from(`${lines.join('\n')}\n`));
  }

  /** The same, one ID a line, with a line feed behind each. */
  markLines(lines: Uint8Array): void {
    const { start, end } = this.#window;
    let from = 0;
    while (from < lines.length) {
      const most = lines.subarray(from, from + end - start);
      const complete = most.subarray(0, most.lastIndexOf(lineFeed) + 1);
      if (complete.length === 0) throw new RangeError('a line is longer than any ID');
      this.#bytes(start, end).set(complete);
      this.#join.mark(start + complete.length);
      from += complete.length;
    }
  }

  /** Says how the pages that follow are to be read. */
  readKeysAs({ keyName, keyType, keyPrefix, sortKey }: KeyFormat): void {
    const { keyNameBytes, keyPrefixBytes, sortNameBytes, sortValueBytes } = this.#join;
    this.#join.setKeys(
      (keyType === 'number' ? 'N' : 'S').charCodeAt(0),
      this.#put(keyName, keyNameBytes),
      this.#put(keyPrefix, keyPrefixBytes),
      this.#put(sortKey?.name ?? '', sortNameBytes),
      this.#put(sortKey?.value ?? '', sortValueBytes),
    );
  }

  /**
   * Marks the users in a page of a Scan, given as it came over the wire.
   *
   * @returns where in the page the value of `Items` stands; undefined if it has none
   * @throws BrokenPageError when it is not a whole page; what it says of users cannot be relied on then
   */
  markPage(pieces: readonly Uint8Array[]): { start: number; end: number } | undefined {
    const window = this.#window;
    const bytes = this.#bytes(window.start, window.end);
    let length = 0;
    for (const piece of pieces) {
      if (length + piece.length > bytes.length)
        throw new BrokenPageError(`a page of more than ${bytes.length} bytes`);
      bytes.set(piece, length);
      length += piece.length;
    }
    if (this.#join.markPage(window.start + length) === 0)
      throw new BrokenPageError('a page that is not whole');
    const start = this.#join.itemsStart();
    if (start === 0) return undefined;
    return { start: start - window.start, end: this.#join.itemsEnd() - window.start };
  }

  /** Ends the join: the members are those whose IDs were in the file and were marked. */
  orderMembers(): JoinedMembers {
    const count = this.#join.orderMembers();
    const slots = new Uint32Array(this.#join.memory.buffer, this.#join.membersStart(), count * 2);
    return {
      count,
      longest: Math.min(this.#join.longestId(), this.#longestKey),
      tagOf: (index) => {
        const tag = slots[index * 2];
        if (tag === undefined) throw new RangeError(`there is no member ${index}`);
        return tag;
      },
      readLines: (from, to) => this.#readLines(from, to),
    };
  }

  *#readLines(from: number, to: number): Generator<Uint8Array> {
    for (let next = from; next < to;) {
      next += this.#join.copyMembers(next, to);
      yield this.#copied();
    }
  }

  #put(text: string, place: WebAssembly.Global): number {
    const bytes = Buffer.from(text);
    if (bytes.length > mostKeyBytes)
      throw new RangeError(`"${text}" is longer than names and values of keys may be`);
    this.#bytes(addressOf(place), addressOf(place) + bytes.length).set(bytes);
    return bytes.length;
  }

  #start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const first = this.#bytes(this.#arena, Math.min(this.#end, this.#arena + startLength));
    this.#join.start(this.#arena + inspectStart(first));
  }

  #copied(): Buffer {
    const { start } = this.#window;
    return Buffer.from(this.#join.memory.buffer, start, this.#join.copiedEnd() - start);
  }

  /** A view that is valid until the memory grows: until the next call of the kernel. */
  #bytes(start: number, end: number): Uint8Array {
    return new Uint8Array(this.#join.memory.buffer, start, end - start);
  }

  #check(reason: number): void {
    if (reason !== 0) throw failureOf(reason, this.#join.failureRow());
  }
}

const addressOf = ({ value }: WebAssembly.Global): number => value;
