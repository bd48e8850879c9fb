import {
  BrokenRowError,
  DamagedFileError,
  type Evidence,
  failureOf,
  OutOfMemoryError,
} from './errors.ts';
import { FileBeginning } from './file-beginning.ts';
import { inspectStart, startLength } from './inspect-start.ts';
import { addressOf, bytesOf, type JoinExports, type JoinInstance } from './instantiate.ts';
import type { FileReader, SecondThread } from './second-thread.ts';
import { defaultDelimiter, type Reading } from './reading.ts';
import { textOf } from './text-of.ts';

/** What a file says, before anybody was looked up. */
export interface FileCounts {
  /** blank ones not included */
  rows: number;
  blank: number;
  /** different IDs */
  distinct: number;
  /** the ID of the first row that is not blank, its first 200 bytes; empty if there is none */
  firstRow: string;
  /**
   * That seems to separate columns, although it is not the one that is said to: a semicolon, tab, bar or comma that comes
   * equally often in each of the first 2,048 IDs.
   */
  otherDelimiter?: string;
}

const mostShownBytes = 200;
const shownBehindQuote = 20;

export interface Expected {
  /** address where the file is to begin */
  start: number;
  /** of the file among those that the kernel holds: 1, 2, 4 and so on */
  fileBit: number;
  /** length of the file, for which the kernel has made room */
  fileBytes: number;
  /** that it has, if that is known */
  crc64: bigint | undefined;
  /** of a file that is packed: its length so; the checksum is that of these bytes */
  packedBytes: number | undefined;
  reading: Reading;
}

/** Takes in a file, and has its rows read. */
export class FileInput {
  readonly #memory: WebAssembly.Memory;
  readonly #join: JoinExports;
  readonly #thread: SecondThread | undefined;
  readonly #start: number;
  /** behind the last byte of the file that was written */
  #end: number;
  readonly #limit: number;
  readonly #crc64: bigint | undefined;
  readonly #packedBytes: number | undefined;
  /** that have come */
  #packed = 0;
  readonly #beginning: FileBeginning;
  /** Undefined before the start of the file has been seen. */
  #reader: FileReader | undefined;
  /** What is wrong with the rows. */
  #failure: Error | undefined;
  #isComplete = false;

  constructor(
    { join, memory }: JoinInstance,
    thread: SecondThread | undefined,
    { start, fileBytes, crc64, packedBytes, reading: { delimiter = defaultDelimiter } }: Expected,
  ) {
    this.#memory = memory;
    this.#join = join;
    this.#thread = thread;
    this.#start = start;
    this.#end = start;
    this.#limit = start + fileBytes;
    this.#crc64 = crc64;
    this.#packedBytes = packedBytes;
    if (packedBytes !== undefined) join.startPackedSum();
    this.#beginning = new FileBeginning(delimiter);
  }

  get end(): number {
    return this.#end;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Nothing of it is read any more. */
  abandon(): void {
    this.#reader?.abandon();
  }

  /** As FileJoin says. */
  addPacked(bytes: Uint8Array): void {
    this.#packed += bytes.length;
    if (this.#crc64 === undefined) return;
    const window = addressOf(this.#join.window);
    const most = addressOf(this.#join.windowSize);
    for (let from = 0; from < bytes.length; from += most) {
      const some = bytes.subarray(from, from + most);
      bytesOf(this.#memory, window, window + some.length).set(some);
      this.#join.sumPacked(window + some.length);
    }
  }

  /** As FileJoin says. */
  write(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#limit)
      throw new OutOfMemoryError('the file is longer than it was said to be');
    bytesOf(this.#memory, this.#end, this.#end + bytes.length).set(bytes);
    this.#end += bytes.length;
    if (this.#packedBytes !== undefined)
      this.#join.expectBytes(this.#likelyBytes(this.#packedBytes));
    this.#beginning.add(bytes);
    if (this.#reader !== undefined || this.#end - this.#start >= startLength)
      this.#read((reader) => reader.read(this.#end));
  }

  /** As FileJoin says. */
  finish(): FileCounts {
    this.#read((reader) => reader.finish(this.#end));
    this.compareSums();
    if (this.#failure !== undefined) throw this.#failure;
    this.#isComplete = true;
    const blank = this.#join.blankCount();
    const otherDelimiter = this.#join.otherDelimiter();
    return {
      rows: this.#join.rowCount() - blank,
      blank,
      distinct: this.#join.distinctIds(),
      firstRow: this.#firstId(),
      ...(otherDelimiter !== 0 && { otherDelimiter: String.fromCharCode(otherDelimiter) }),
    };
  }

  /** Unless something was wrong already. */
  #read(step: (reader: FileReader) => number): void {
    if (this.#failure !== undefined) return;
    try {
      const reason = step(this.#started());
      if (reason !== 0)
        this.#failure = failureOf(reason, this.#join.failureRow(), this.#evidence());
    } catch (error) {
      if (!(error instanceof BrokenRowError)) throw error;
      this.#failure = error;
    }
  }

  /** Of all files so far, if what is to come is packed as well as what has come. */
  #likelyBytes(packedBytes: number): number {
    const written = this.#end - this.#start;
    const likely = (written * packedBytes) / Math.max(1, this.#packed);
    const inFile = Math.min(this.#limit - this.#start, Math.round(Math.max(written, likely)));
    return this.#start - addressOf(this.#join.arena) + inFile;
  }

  #firstId(): string {
    const start = this.#join.firstId();
    return this.#text(start, start + Math.min(this.#join.firstLength(), mostShownBytes));
  }

  #evidence(): Evidence {
    const at = this.#join.failureAt();
    const seen = this.#beginning.look();
    if (at === 0) return { ...seen, behindQuote: '', hasBackslash: false };
    return {
      ...seen,
      behindQuote: this.#text(at, Math.min(this.#end, at + shownBehindQuote)),
      hasBackslash: this.#text(at - 2, at - 1) === '\\',
    };
  }

  #text(start: number, end: number): string {
    return textOf(bytesOf(this.#memory, start, end));
  }

  /** @throws DamagedFileError */
  compareSums(): void {
    if (this.#crc64 === undefined) return;
    const signed =
      this.#packedBytes !== undefined
        ? this.#join.packedChecksum()
        : this.#join.checksum(this.#end);
    const sum = BigInt.asUintN(64, signed);
    if (sum !== this.#crc64)
      throw new DamagedFileError(
        `the bytes that came have the CRC-64 ${hexOf(sum)}, the file has ${hexOf(this.#crc64)}`,
      );
  }

  #started(): FileReader {
    if (this.#reader === undefined) {
      const first = bytesOf(
        this.#memory,
        this.#start,
        Math.min(this.#end, this.#start + startLength),
      );
      const start = this.#start + inspectStart(first);
      this.#reader = this.#thread?.readFile(start) ?? this.#readFile(start);
    }
    return this.#reader;
  }

  #readFile(start: number): FileReader {
    this.#join.start(start);
    return {
      read: (end) => this.#join.read(end),
      finish: (end) => this.#join.finish(end),
      abandon: () => undefined,
    };
  }
}

const hexOf = (sum: bigint): string => sum.toString(16).padStart(16, '0');
