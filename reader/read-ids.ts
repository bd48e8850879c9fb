/**
 * The IDs of batches one by one. An ID that is there takes no more than a promise: through two async generators it would take
 * several times as long as reading it (bench/RESULTS.md).
 */
export class IdsOfBatches implements AsyncIterableIterator<string, undefined> {
  readonly #batches: AsyncIterator<string[], undefined>;
  #batch: readonly string[] = [];
  #place = 0;
  /** calls that wait for a batch, and each for the one before it */
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(batches: AsyncIterable<string[], undefined>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<string, undefined>> {
    const value = this.#waiting === 0 ? this.#batch[this.#place] : undefined;
    if (value === undefined) return this.#inTurn(() => this.#takeLater());
    this.#place += 1;
    return Promise.resolve({ value, done: false });
  }

  return(): Promise<IteratorResult<string, undefined>> {
    return this.#inTurn(async () => {
      this.#batch = [];
      await this.#batches.return?.();
      return { value: undefined, done: true };
    });
  }

  async #takeLater(): Promise<IteratorResult<string, undefined>> {
    for (;;) {
      const value = this.#batch[this.#place];
      if (value !== undefined) {
        this.#place += 1;
        return { value, done: false };
      }
      this.#place = 0;
      this.#batch = [];
      const next = await this.#batches.next();
      if (next.done === true) return next;
      this.#batch = next.value;
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const done = this.#last.then(work, work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = done;
    return done;
  }
}
