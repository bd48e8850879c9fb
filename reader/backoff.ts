import { sleep } from '../lambdas/shared/adapters/sleep.ts';
import type { Backoff } from '../lambdas/shared/ports.ts';

/** Of this process: what a reader waits by before it asks for more of what a throttled table has left out. */
export const backoff: Backoff = { sleep, random: Math.random };
