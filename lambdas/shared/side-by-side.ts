export interface SideBySide {
  /** pieces of work that are under way at the same time, at most */
  concurrency: number;
  /** none: it goes on until it has ended */
  signal?: AbortSignal;
}

/**
 * Does a piece of work for each item, several at the same time. It ends only when all that it has begun has ended: when one
 * fails, the signal that the others work with aborts, and no other is begun.
 *
 * @throws what failed first, or the signal's reason
 */
export const sideBySide = async <T>(
  items: Iterable<T> | AsyncIterable<T>,
  { concurrency, signal }: SideBySide,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const source = each(items);

  const worker = async (): Promise<void> => {
    try {
      for (;;) {
        stop.throwIfAborted();
        const next = await source.next();
        if (next.done === true) return;
        stop.throwIfAborted();
        await work(next.value, stop);
      }
    } catch (error) {
      failed.abort(error);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await source.return(undefined);
  failed.signal.throwIfAborted();
};

async function* each<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined> {
  yield* items;
  return undefined;
}
