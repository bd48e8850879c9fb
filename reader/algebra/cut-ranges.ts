import type { HashId } from '../../lambdas/shared/membership/hash-id.ts';
import type { ReadOptions } from '../read-options.ts';
import type { Batch } from './batch.ts';
import { type Input, openInput } from './input.ts';
import type { Batched } from './member-set.ts';

/**
 * Cuts several sets at the same places: each range has the IDs of every set between two places of the order, so that what
 * is in two sets is in the same range of both. Their own batches end anywhere, since the number of chunks goes by that of the
 * members. Of each set one batch is in memory.
 *
 * When it ends, for whatever reason, no set is being read any more.
 *
 * @param goesOn whether anything can come of the rest, given which sets have more
 * @throws what reading a set has thrown, or the signal's reason
 */
export async function* cutRanges(
  sets: readonly Batched[],
  goesOn: (hasMore: readonly boolean[]) => boolean,
  hashId: HashId,
  { signal, ...options }: ReadOptions,
): AsyncGenerator<string[][]> {
  signal?.throwIfAborted();
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const inputs = sets.map((set) => openInput(set.batches({ ...options, signal: stop })));

  /** All at once; the others end before one that fails is told of. */
  const fillAll = async (): Promise<(Batch | undefined)[]> => {
    const batches = inputs.map(async (input) => {
      try {
        return await input.fill(hashId);
      } catch (error) {
        failed.abort(error);
        return undefined;
      }
    });
    const filled = await Promise.all(batches);
    stop.throwIfAborted();
    return filled;
  };

  try {
    for (;;) {
      const batches = await fillAll();
      if (!goesOn(batches.map((batch) => batch !== undefined))) return;
      const first = firstToEnd(batches);
      if (!first) return;
      yield batches.map((batch) => batch?.takeWithin(first) ?? []);
    }
  } finally {
    await endAll(inputs);
  }
}

const firstToEnd = (batches: readonly (Batch | undefined)[]): Batch | undefined =>
  batches.reduce((first, batch) => (first && batch?.endsWithin(first) !== true ? first : batch));

/** What fails while it ends has no members to hand out any more. */
const endAll = async (inputs: readonly Input[]): Promise<void> => {
  await Promise.allSettled(inputs.map((input) => input.end()));
};
