import type { Random } from '../../../../lambdas/shared/ports.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

/** What all SDK clients have in common, as far as we touch it. */
interface SdkClient {
  middlewareStack: {
    add: (
      middleware: (next: (args: never) => Promise<unknown>) => (args: never) => Promise<unknown>,
      options: { step: 'initialize'; priority: 'high'; name: string },
    ) => void;
    remove: (name: string) => boolean;
  };
  config: { retryStrategy: () => Promise<unknown> };
}

interface RetryToken {
  getRetryCount: () => number;
  /** milliseconds that the SDK waits by the machine's clock */
  getRetryDelay: () => number;
}

interface RetryStrategy {
  mode: string;
  retryBackoffStrategy: { computeNextBackoffDelay: () => number };
  acquireInitialRetryToken: (scope: string) => Promise<RetryToken>;
  refreshRetryTokenForRetry: (token: RetryToken, error: object) => Promise<RetryToken>;
  recordSuccess: (token: RetryToken) => void;
}

const firstDelayMs = 100;
const longestDelayMs = 20_000;

/**
 * Lets a client's calls take place in virtual time. Whether it repeats one stays the SDK's decision; how long it waits
 * before, which the SDK draws by Math.random, is drawn from the seed, within the same bounds.
 */
export const tieToTime = <Client>(client: Client, time: VirtualTime, random: Random): Client => {
  const { middlewareStack, config } = client as unknown as SdkClient;
  // It walks through all that is sent and got, for a logger that nobody gives.
  middlewareStack.remove('loggerMiddleware');
  middlewareStack.add((next) => (args) => time.hold(() => next(args)), {
    step: 'initialize',
    priority: 'high',
    name: 'holdVirtualTime',
  });
  const ownStrategy = config.retryStrategy;
  config.retryStrategy = async () => {
    const strategy = (await ownStrategy()) as RetryStrategy;
    strategy.retryBackoffStrategy.computeNextBackoffDelay = () => 0;
    return {
      mode: strategy.mode,
      acquireInitialRetryToken: (scope) => strategy.acquireInitialRetryToken(scope),
      recordSuccess: (token) => {
        strategy.recordSuccess(token);
      },
      refreshRetryTokenForRetry: async (last, error) => {
        const token = await strategy.refreshRetryTokenForRetry(last, error);
        const bound = Math.min(longestDelayMs, firstDelayMs * 2 ** token.getRetryCount());
        await time.pause(random() * bound);
        // That was the wait: time would be held for another one by the machine's clock.
        token.getRetryDelay = () => 0;
        return token;
      },
    } satisfies Omit<RetryStrategy, 'retryBackoffStrategy'>;
  };
  return client;
};
