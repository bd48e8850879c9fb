import { type Expected, type FileCounts, FileInput } from './file-input.ts';
import { addressOf, bytesOf, type JoinExports } from './instantiate.ts';
import { type JoinedMembers, joinedMembers } from './joined-members.ts';
import type { FileHolder, Lease } from './lease.ts';
import type { SecondThread } from './second-thread.ts';
import { textOf } from './text-of.ts';
import { UserMarks } from './user-marks.ts';

/** IDs of a file that are not marked. */
export interface UnmarkedSample {
  ids: string[];
  /** how many contain a line feed or are longer than any key: nobody can be registered under them */
  unmatchable: number;
}

/** Puts the members of all files in order, unless they are. @returns for how long those of one file may be read */
export type OrderAll = () => Lease;

/** Ends an ID in the memory. */
const terminator = 0xff;
/** Of an ID that is for people to see. */
const mostShownBytes = 200;

/**
 * The join of one file with registered users. The calls come in this order: `write` for all of the file, `finish`,
 * `ids` and `mark…`, `sample` and `unmarked`, `orderMembers`. When the kernel has begun something else or has ended, each of them throws
 * ForgottenFileError and changes nothing.
 */
export class FileJoin extends UserMarks {
  readonly #holder: FileHolder;
  readonly #join: JoinExports;
  readonly #thread: SecondThread | undefined;
  readonly #lease: Lease;
  readonly #input: FileInput;
  readonly #fileBit: number;
  readonly #orderAll: OrderAll;

  constructor(holder: FileHolder, expected: Expected, orderAll: OrderAll) {
    super(holder);
    this.#holder = holder;
    this.#join = holder.instance.join;
    this.#thread = holder.thread;
    this.#lease = holder.lease;
    this.#input = new FileInput(holder.instance, holder.thread, expected);
    this.#fileBit = expected.fileBit;
    this.#orderAll = orderAll;
  }

  /** Address behind what was written. */
  get end(): number {
    return this.#input.end;
  }

  /** All of it was read, and it breaks no rule. */
  get isComplete(): boolean {
    return this.#input.isComplete;
  }

  /**
   * Takes the next bytes of the file, cut anywhere. Of a row that breaks a rule nothing is said before `finish`: it may be
   * damage.
   *
   * @throws OutOfMemoryError when the file is longer than it was said to be
   */
  write(bytes: Uint8Array): void {
    this.#lease.check();
    this.#input.write(bytes);
  }

  /** Takes the next bytes of a file that is packed, as they are stored: they count for the checksum. Before `finish`. */
  addPacked(bytes: Uint8Array): void {
    this.#lease.check();
    this.#input.addPacked(bytes);
  }

  /**
   * All packed bytes have come, of a file that is not worth reading on.
   *
   * @throws DamagedFileError
   */
  checkPacked(): void {
    this.#lease.check();
    this.#input.compareSums();
  }

  /**
   * The file is complete.
   *
   * @throws DamagedFileError whatever else is wrong
   * @throws BrokenRowError
   * @throws CollidingIdsError
   * @throws TableFullError
   * @throws OutOfMemoryError
   * @throws SecondThreadError
   */
  finish(): FileCounts {
    this.#lease.check();
    return this.#input.finish();
  }

  /** Nobody wants the file any more. Nothing of it stays in the table. */
  remove(): void {
    this.#lease.check();
    this.#input.abandon();
    this.#join.removeFile();
  }

  /**
   * Some of the distinct IDs that nobody can be registered under, because they contain a line feed or are longer than any key;
   * of each the first 200 bytes.
   */
  unmatchable(most: number): string[] {
    this.#lease.check();
    this.#thread?.finishAll();
    const count = this.#join.copyUnmatchable(most, mostShownBytes, this.#fileBit);
    const bytes = Buffer.from(this.#windowTo(this.#join.unmatchableEnd()));
    const ids: string[] = [];
    for (let at = 0; ids.length < count;) {
      const end = bytes.indexOf(terminator, at);
      ids.push(textOf(bytes.subarray(at, end)));
      at = end + 1;
    }
    return ids;
  }

  /**
   * Some of the distinct IDs that are not marked, as good as drawn: they come in the order of their hashes. There are fewer
   * where nearly all are marked.
   *
   * @param most of both kinds together
   */
  sample(most: number): UnmarkedSample {
    this.#lease.check();
    this.#thread?.finishAll();
    const count = this.#join.sampleIds(most, this.#fileBit);
    const lines = this.#windowTo(this.#join.sampleEnd());
    return {
      ids: count === 0 ? [] : Buffer.from(lines).toString('utf8').split('\n', count),
      unmatchable: this.#join.sampledUnmatchable(),
    };
  }

  /**
   * All distinct IDs that are not marked, also those that nobody can be registered under: UTF-8, with a byte 0xff behind each. One
   * that is longer than 2,048 bytes is cut there, and ends with `…`. Each piece is valid until anything else is asked of the
   * kernel.
   */
  *unmarked(): Generator<Uint8Array> {
    for (let from = 0; ; from = this.#join.unmarkedNext()) {
      this.#lease.check();
      this.#thread?.finishAll();
      if (this.#join.copyUnmarked(from, this.#fileBit) === 0) return;
      yield this.#windowTo(this.#join.unmarkedEnd());
    }
  }

  /**
   * Ends the join: the members are those whose IDs were in the file and were marked. They can be read until the members
   * of another file are asked for.
   */
  orderMembers(): JoinedMembers {
    this.#lease.check();
    const lease = this.#orderAll();
    return joinedMembers({ ...this.#holder, lease }, this.#join.chooseMembers(this.#fileBit));
  }

  #windowTo(end: number): Uint8Array {
    return bytesOf(this.#holder.instance.memory, addressOf(this.#join.window), end);
  }
}
