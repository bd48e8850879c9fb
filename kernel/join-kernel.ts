import { failureOf } from './errors.ts';
import { FileJoin } from './file-join.ts';
import { addressOf, instantiateJoin, type JoinInstance } from './instantiate.ts';
import { Lease } from './lease.ts';
import { type Reading, setReading } from './reading.ts';
import { SecondThread } from './second-thread.ts';

export interface FileOptions {
  /** CRC-64/NVME of the file, unsigned: what S3 calls CRC64NVME. `finish` compares it. */
  crc64?: bigint | undefined;
  /**
   * Of a file that is stored packed: its length so. What is written is unpacked, and `fileBytes` is the most that it may be; the
   * checksum is that of the bytes that `addPacked` gets.
   */
  packedBytes?: number | undefined;
  /** places of the hash table at most; fewer are for tests */
  homes?: number | undefined;
  /** without it, the file has one column */
  reading?: Reading | undefined;
}

/** How much longer a file that is packed gets, more or less: IDs are short, and have much in common. */
const likelyRatio = 4;

/** Holds the IDs of any file of 500 MB. */
const mostHomes = 2 ** 27;

export interface KernelOptions {
  /**
   * A file of so many bytes is worth a second thread, which reads rows and marks users while the caller receives them.
   * It stays, for the files that follow, until `end`. Without a number there will be none.
   */
  secondThreadFrom?: number;
}

/** Joins the IDs of one file with registered users, one file after the other in the same memory. */
export class JoinKernel {
  readonly #instance: JoinInstance = instantiateJoin();
  readonly #secondThreadFrom: number;
  #thread: SecondThread | undefined;
  /** of the current file */
  #lease = new Lease();

  constructor({ secondThreadFrom = Number.POSITIVE_INFINITY }: KernelOptions = {}) {
    this.#secondThreadFrom = secondThreadFrom;
  }

  /**
   * Forgets the last file, whatever became of it: who still has it can no longer do anything with it.
   *
   * @param fileBytes length of the file
   * @throws OutOfMemoryError
   * @throws RangeError when the reading is none
   */
  begin(fileBytes: number, options: FileOptions = {}): FileJoin {
    const { crc64, homes = mostHomes, packedBytes, reading = {} } = options;
    this.#forgetFile();
    if (this.#thread?.hasDied === true) this.#thread = undefined;
    const likelyBytes = packedBytes === undefined ? fileBytes : packedBytes * likelyRatio;
    if (likelyBytes >= this.#secondThreadFrom) this.#thread ??= new SecondThread(this.#instance);
    const { join } = this.#instance;
    const isPacked = packedBytes !== undefined;
    const desks = this.#thread === undefined ? 0 : addressOf(join.deskCount);
    const reason = join.begin(fileBytes, homes, desks, crc64 !== undefined && !isPacked);
    if (reason !== 0) throw failureOf(reason, join.failureRow());
    setReading(this.#instance, reading);
    this.#thread?.beginFile();
    this.#lease = new Lease();
    const holder = { instance: this.#instance, thread: this.#thread, lease: this.#lease };
    return new FileJoin(holder, { fileBytes, crc64, packedBytes, reading });
  }

  /** Ends the second thread. The kernel is of no use any more. */
  async end(): Promise<void> {
    this.#forgetFile();
    await this.#thread?.end();
  }

  #forgetFile(): void {
    this.#lease.end();
    this.#thread?.endFile();
  }
}
