import { FileJoin } from './file-join.ts';
import { addressOf } from './instantiate.ts';
import { type FileHolder, Lease } from './lease.ts';
import { type Reading, setReading } from './reading.ts';
import { UserMarks } from './user-marks.ts';

export interface FileOptions {
  /** CRC-64/NVME of the file, unsigned: what S3 calls CRC64NVME. `finish` compares it. */
  crc64?: bigint | undefined;
  /**
   * Of a file that is stored packed: its length so. What is written is unpacked, and `fileBytes` is the most that it may be; the
   * checksum is that of the bytes that `addPacked` gets.
   */
  packedBytes?: number | undefined;
  /** without it, the file has one column */
  reading?: Reading | undefined;
}

/** There is no room for the file beside those that were read before it. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
}

/**
 * Several files that are joined with the same users. Each ID is held once, with the files that have it, so that a user is
 * looked for once. The files are read one after the other; then `endReading`, the marks of users, and the members of each
 * file. One that breaks a rule, or was not finished, leaves nothing behind when the next one begins.
 */
export class SharedJoin {
  readonly #holder: FileHolder;
  readonly #end: number;
  readonly #marks: UserMarks;
  /** address where the next file may begin */
  #next: number;
  #fileBit = 1;
  #current: FileJoin | undefined;
  #areOrdered = false;
  #chosen = new Lease();

  /** @param bytes of all files, with slack behind each */
  constructor(holder: FileHolder, bytes: number) {
    this.#holder = holder;
    this.#next = addressOf(holder.instance.join.arena);
    this.#end = this.#next + bytes;
    this.#marks = new UserMarks(holder);
  }

  /**
   * Begins the next file. What is said of the last one stays, but it can be read no further.
   *
   * @param fileBytes length of the file
   * @throws NoRoomError
   * @throws RangeError when the reading is none
   */
  begin(fileBytes: number, { crc64, packedBytes, reading = {} }: FileOptions = {}): FileJoin {
    this.#holder.lease.check();
    this.#endCurrent();
    const start = this.#next;
    if (this.#fileBit === 0 || start + fileBytes > this.#end)
      throw new NoRoomError(`there is no room for a file of ${fileBytes} bytes`);
    const { instance } = this.#holder;
    const fileBit = this.#fileBit;
    instance.join.beginFile(start, fileBit, crc64 !== undefined && packedBytes === undefined);
    setReading(instance, reading);
    this.#current = new FileJoin(
      this.#holder,
      { start, fileBit, fileBytes, crc64, packedBytes, reading },
      () => this.#choose(),
    );
    return this.#current;
  }

  /** All files have been read. @returns what marks the users in all of them */
  endReading(): UserMarks {
    this.#holder.lease.check();
    this.#endCurrent();
    return this.#marks;
  }

  #endCurrent(): void {
    const file = this.#current;
    this.#current = undefined;
    if (file === undefined) return;
    if (!file.isComplete) {
      file.remove();
      return;
    }
    // So that reading past the end of one does not read what is written of the next.
    const slack = addressOf(this.#holder.instance.join.slackBytes);
    this.#next = Math.ceil((file.end + slack) / slack) * slack;
    // A bit of a mask for each file. The last of 32 makes way for none.
    this.#fileBit = (this.#fileBit << 1) >>> 0;
  }

  /** Nobody reads the members of another file any more. */
  #choose(): Lease {
    this.#endCurrent();
    this.#holder.thread?.finishAll();
    if (!this.#areOrdered) this.#holder.instance.join.orderMembers();
    this.#areOrdered = true;
    this.#chosen.end();
    this.#chosen = new Lease(this.#holder.lease);
    return this.#chosen;
  }
}
