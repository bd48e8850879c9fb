import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryToken } from '@smithy/types';
import type { Backoff, Now } from '../ports.ts';
import { TableThrottledError } from './table-throttled-error.ts';

export interface Patience extends Backoff {
  now: Now;
  /** how long a call is repeated, in milliseconds */
  patienceMs: number;
}

/** The SDK's own: transient errors, such as a broken connection. */
const maxAttempts = 5;

const firstDelayMs = 50;
const longestDelayMs = 5_000;

/**
 * Repeats calls that are refused because a table or the account is throttled, for as long as there is patience, and not four
 * times: those that are made one after the other, reads of single items, pages and updates. Waiting ends with the call's
 * signal. Everything else stays the SDK's decision.
 */
export class PatientRetryStrategy extends StandardRetryStrategy {
  readonly #patience: Patience;
  /** by the token of the call */
  readonly #refused = new WeakMap<RetryToken, { since: number; times: number }>();

  constructor(patience: Patience) {
    super(maxAttempts);
    this.#patience = patience;
  }

  override async refreshRetryTokenForRetry(
    ...[token, info]: Parameters<StandardRetryStrategy['refreshRetryTokenForRetry']>
  ): ReturnType<StandardRetryStrategy['refreshRetryTokenForRetry']> {
    if (info.errorType !== 'THROTTLING') return super.refreshRetryTokenForRetry(token, info);
    await this.#waitOrGiveUp(token, info);
    return token;
  }

  async #waitOrGiveUp(token: RetryToken, { error }: RetryErrorInfo): Promise<void> {
    const { now, sleep, random, patienceMs } = this.#patience;
    const { since, times } = this.#refused.get(token) ?? { since: now(), times: 1 };
    // The SDK throws the service's answer then, whatever is thrown here.
    if (now() - since >= patienceMs)
      throw new TableThrottledError(`refused for ${patienceMs} ms`, { cause: error });
    this.#refused.set(token, { since, times: times + 1 });
    await sleep(random() * Math.min(longestDelayMs, firstDelayMs * 2 ** times));
  }
}
