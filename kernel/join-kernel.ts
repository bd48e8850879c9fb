import { failureOf } from './errors.ts';
import type { FileJoin } from './file-join.ts';
import { addressOf, instantiateJoin, type JoinInstance } from './instantiate.ts';
import { Lease } from './lease.ts';
import { SecondThread } from './second-thread.ts';
import { type FileOptions, SharedJoin } from './shared-join.ts';

/** How much longer a file that is packed gets, more or less: IDs are short, and have much in common. */
const likelyRatio = 4;

/** Holds the IDs of any file of 500 MB. */
const mostHomes = 2 ** 27;

export interface KernelOptions {
  /**
   * So many bytes are worth a second thread, which reads rows and marks users while the caller receives them.
   * It stays, for the files that follow, until `end`. Without a number there will be none.
   */
  secondThreadFrom?: number;
}

export interface RoomOptions {
  /** places of the hash table at most; fewer are for tests */
  homes?: number | undefined;
}

/** Joins the IDs of files with registered users, one file after the other or some of them together, in the same memory. */
export class JoinKernel {
  readonly #instance: JoinInstance = instantiateJoin();
  readonly #secondThreadFrom: number;
  #thread: SecondThread | undefined;
  /** of what it holds now */
  #lease = new Lease();

  constructor({ secondThreadFrom = Number.POSITIVE_INFINITY }: KernelOptions = {}) {
    this.#secondThreadFrom = secondThreadFrom;
  }

  /**
   * Begins one file. Forgets what it held, whatever became of it: who still has that can no longer do anything with it.
   *
   * @param fileBytes length of the file
   * @throws OutOfMemoryError
   * @throws RangeError when the reading is none
   */
  begin(fileBytes: number, { homes, ...options }: FileOptions & RoomOptions = {}): FileJoin {
    const { packedBytes } = options;
    const likelyBytes = packedBytes === undefined ? fileBytes : packedBytes * likelyRatio;
    return this.#makeRoom(fileBytes, { homes, likelyBytes, files: 1 }).begin(fileBytes, options);
  }

  /**
   * Begins some files that are joined with the same users. Forgets what it held, too.
   *
   * @param fileBytes of all of them together
   * @param files how many; at most 32
   * @throws OutOfMemoryError
   */
  beginTogether(fileBytes: number, files: number, { homes }: RoomOptions = {}): SharedJoin {
    const bytes = fileBytes + 2 * addressOf(this.#instance.join.slackBytes) * files;
    return this.#makeRoom(bytes, { homes, likelyBytes: fileBytes, files });
  }

  /** Ends the second thread. The kernel is of no use any more. */
  async end(): Promise<void> {
    this.#forget();
    await this.#thread?.end();
  }

  #makeRoom(
    bytes: number,
    { homes = mostHomes, likelyBytes, files }: RoomOptions & { likelyBytes: number; files: number },
  ): SharedJoin {
    this.#forget();
    if (this.#thread?.hasDied === true) this.#thread = undefined;
    if (likelyBytes >= this.#secondThreadFrom) this.#thread ??= new SecondThread(this.#instance);
    const { join } = this.#instance;
    const desks = this.#thread === undefined ? 0 : addressOf(join.deskCount);
    const reason = join.begin(bytes, homes, desks, files > 1);
    if (reason !== 0) throw failureOf(reason, join.failureRow());
    this.#thread?.begin();
    this.#lease = new Lease();
    const holder = { instance: this.#instance, thread: this.#thread, lease: this.#lease };
    return new SharedJoin(holder, bytes);
  }

  #forget(): void {
    this.#lease.end();
    this.#thread?.endAll();
  }
}
