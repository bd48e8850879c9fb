import { AudienceImportError } from './errors.ts';
import type { Random, Sleep } from './ports.ts';

/** DynamoDB kept handing requests back. Transient: the table is throttled. */
export class ThrottledError extends AudienceImportError {
  override readonly name = 'ThrottledError';
}

export interface Backoff {
  sleep: Sleep;
  random: Random;
}

const firstDelayMs = 50;
const maxDelayMs = 5_000;
const maxFruitlessAttempts = 10;

/**
 * Repeats a batch call with what the service handed back (UnprocessedKeys, UnprocessedItems) until
 * nothing is left, with exponential backoff and full jitter.
 *
 * @throws ThrottledError after 10 attempts in a row that processed nothing
 */
export const retryUnprocessed = async <Request>(
  requests: readonly Request[],
  call: (requests: readonly Request[]) => Promise<readonly Request[]>,
  { sleep, random }: Backoff,
): Promise<void> => {
  let left = await call(requests);
  let before = requests.length;
  let fruitless = 0;
  while (left.length > 0) {
    fruitless = left.length < before ? 0 : fruitless + 1;
    if (fruitless === maxFruitlessAttempts)
      throw new ThrottledError(
        `DynamoDB handed back all of ${left.length} requests ${maxFruitlessAttempts} times in a row`,
      );
    await sleep(random() * Math.min(maxDelayMs, firstDelayMs * 2 ** fruitless));
    before = left.length;
    left = await call(left);
  }
};
