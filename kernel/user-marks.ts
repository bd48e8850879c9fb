import { BrokenPageError } from './errors.ts';
import { addressOf, bytesOf, type JoinExports } from './instantiate.ts';
import type { FileHolder, Lease } from './lease.ts';
import type { SecondThread } from './second-thread.ts';

/** How the keys of a users table are made of IDs. */
export interface KeyFormat {
  /** attribute of the key that has the ID */
  keyName: string;
  keyType: 'string' | 'number';
  /** what stands before the ID in the key */
  keyPrefix: string;
  /** only items with this sort key are users */
  sortKey?: { name: string; value: string } | undefined;
}

/** Of a key's name, its prefix, and a sort key's name and value. */
const mostKeyBytes = 4080;

const lineFeed = 0x0a;

/**
 * Marks the registered users among the IDs that a kernel holds, of one file or of several. When the kernel has begun
 * something else or has ended, each call throws ForgottenFileError and changes nothing.
 */
export class UserMarks {
  readonly #holder: FileHolder;
  readonly #join: JoinExports;
  readonly #thread: SecondThread | undefined;
  readonly #lease: Lease;
  readonly #window: { start: number; end: number };
  #knowsKeys = false;

  constructor(holder: FileHolder) {
    this.#holder = holder;
    this.#join = holder.instance.join;
    this.#thread = holder.thread;
    this.#lease = holder.lease;
    const { window, windowSize } = this.#join;
    this.#window = { start: addressOf(window), end: addressOf(window) + addressOf(windowSize) };
  }

  /** How many different IDs there are, of all files together. */
  get distinct(): number {
    this.#lease.check();
    return this.#join.allDistinctIds();
  }

  /**
   * The distinct IDs that are not marked, each once, in groups; not those that nobody can be registered under, because
   * they contain a line feed or are longer than any key. To be walked through once.
   */
  *ids(groupSize: number): Generator<string[]> {
    this.#lease.check();
    this.#thread?.finishAll();
    for (;;) {
      this.#lease.check();
      const count = this.#join.copyIds(groupSize);
      if (count === 0) return;
      const { buffer } = this.#holder.instance.memory;
      const { start } = this.#window;
      const lines = Buffer.from(buffer, start, this.#join.copiedEnd() - start);
      yield lines.toString('utf8').split('\n', count);
    }
  }

  /**
   * These are registered. An ID that is not in the file does not matter, nor does one that comes twice, nor one that
   * contains a line feed.
   */
  mark(ids: readonly string[]): void {
    this.#lease.check();
    // Such an ID would be taken for two.
    const lines = ids.filter((id) => !id.includes('\n'));
    if (lines.length > 0) this.markLines(Buffer.from(`${lines.join('\n')}\n`));
  }

  /** The same, one ID a line, with a line feed behind each. */
  markLines(lines: Uint8Array): void {
    this.#lease.check();
    const most = this.#window.end - this.#window.start;
    let from = 0;
    while (from < lines.length) {
      const some = lines.subarray(from, from + most);
      const complete = some.subarray(0, some.lastIndexOf(lineFeed) + 1);
      if (complete.length === 0) throw new RangeError('a line is longer than any ID');
      this.#markSoon(complete);
      from += complete.length;
    }
  }

  /** Whether an ID is in the file and is marked. */
  isMarked(id: string): boolean {
    this.#lease.check();
    const bytes = Buffer.from(id);
    // Longer ones are nobody's, and the table has none without bytes.
    if (bytes.length === 0 || bytes.length > mostKeyBytes) return false;
    this.#thread?.finishAll();
    const end = this.#window.start + bytes.length;
    this.#bytes(this.#window.start, end).set(bytes);
    return this.#join.isMarked(end) !== 0;
  }

  /** Says how the pages that follow are to be read. */
  readKeysAs({ keyName, keyType, keyPrefix, sortKey }: KeyFormat): void {
    this.#lease.check();
    const { keyNameBytes, keyPrefixBytes, sortNameBytes, sortValueBytes } = this.#join;
    this.#join.setKeys(
      (keyType === 'number' ? 'N' : 'S').charCodeAt(0),
      this.#put(keyName, keyNameBytes),
      this.#put(keyPrefix, keyPrefixBytes),
      this.#put(sortKey?.name ?? '', sortNameBytes),
      this.#put(sortKey?.value ?? '', sortValueBytes),
    );
    this.#knowsKeys = true;
  }

  /**
   * Marks the users in a page of a Scan or a Query, given as it came over the wire.
   *
   * @returns where in the page the value of `Items` stands; undefined if it has none
   * @throws BrokenPageError when it is not a whole page; what it says of users cannot be relied on then
   */
  async markPage(
    pieces: readonly Uint8Array[],
  ): Promise<{ start: number; end: number } | undefined> {
    this.#lease.check();
    if (!this.#knowsKeys) throw new Error('nobody has said how keys are to be read');
    const thread = this.#thread?.isAwake === true ? this.#thread : undefined;
    const desk = thread?.takeDesk();
    if (thread === undefined || desk === undefined) {
      const { start } = this.#window;
      const isWhole = this.#join.markPage(this.#copyPage(pieces, start)) !== 0;
      return itemsOf(start, isWhole, this.#join.itemsStart(), this.#join.itemsEnd());
    }
    try {
      desk.post('markPage', this.#copyPage(pieces, desk.window));
      await thread.finished(desk);
      this.#lease.check();
      const { value, start, end } = desk.result;
      return itemsOf(desk.window, value !== 0, start, end);
    } finally {
      thread.giveBack(desk);
    }
  }

  #put(text: string, place: WebAssembly.Global): number {
    const bytes = Buffer.from(text);
    if (bytes.length > mostKeyBytes)
      throw new RangeError(`"${text}" is longer than names and values of keys may be`);
    this.#bytes(addressOf(place), addressOf(place) + bytes.length).set(bytes);
    return bytes.length;
  }

  /** Lines that fit into a window. */
  #markSoon(lines: Uint8Array): void {
    const desk = this.#thread?.takeDesk();
    const window = desk?.window ?? this.#window.start;
    const end = window + lines.length;
    this.#bytes(window, end).set(lines);
    if (desk === undefined) this.#join.mark(end);
    else {
      desk.post('markLines', end);
      this.#thread?.leave(desk);
    }
  }

  /** @returns where it ends */
  #copyPage(pieces: readonly Uint8Array[], window: number): number {
    const bytes = this.#bytes(window, window + addressOf(this.#join.windowSize));
    let length = 0;
    for (const piece of pieces) {
      if (length + piece.length > bytes.length)
        throw new BrokenPageError(`a page of more than ${bytes.length} bytes`);
      bytes.set(piece, length);
      length += piece.length;
    }
    return window + length;
  }

  #bytes(start: number, end: number): Uint8Array {
    return bytesOf(this.#holder.instance.memory, start, end);
  }
}

/** Relative to the page. */
const itemsOf = (
  page: number,
  isWhole: boolean,
  start: number,
  end: number,
): { start: number; end: number } | undefined => {
  if (!isWhole) throw new BrokenPageError('a page that is not whole');
  return start === 0 ? undefined : { start: start - page, end: end - page };
};
