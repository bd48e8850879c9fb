/** One piece of work at a time for each name; names do not wait for each other. */
export class KeyLocks {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#last.set(name, promise);
    try {
      await before;
      return await work();
    } finally {
      resolve(undefined);
      if (this.#last.get(name) === promise) this.#last.delete(name);
    }
  }
}
