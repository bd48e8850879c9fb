import { randomUUID } from 'node:crypto';
import { createSlots } from '../slots.ts';
import type { Environment } from './environment.ts';
import type { InvocationOutcome } from './outcome.ts';

/** More than these would only hold memory: a function rarely runs often at once on a laptop. */
const maxIdle = 4;

export const throttled = {
  ok: false,
  error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' },
} as const satisfies InvocationOutcome;

export interface FunctionPool {
  /** Runs an invocation now; beyond the reserved concurrency it is `throttled`. */
  invoke: (payload: string) => Promise<InvocationOutcome>;
  /** Runs it as soon as the reserved concurrency allows, as Lambda does with asynchronous invocations. */
  invokeWhenFree: (payload: string) => Promise<InvocationOutcome>;
  running: () => number;
  stop: () => Promise<void>;
}

/** The environments of one function: warm ones are used again, others are started when needed. */
export const createFunctionPool = (
  start: () => Environment,
  reservedConcurrency = Infinity,
): FunctionPool => {
  const slots = createSlots(reservedConcurrency);
  const all = new Set<Environment>();
  const idle: Environment[] = [];
  let stopping = false;

  const startNew = (): Environment => {
    const environment = start();
    all.add(environment);
    environment.onGone(() => {
      all.delete(environment);
    });
    return environment;
  };
  const warm = (): Environment | undefined => {
    for (let next = idle.pop(); next !== undefined; next = idle.pop())
      if (next.alive()) return next;
    return undefined;
  };
  const run = async (payload: string, release: () => void): Promise<InvocationOutcome> => {
    const environment = warm() ?? startNew();
    try {
      return await environment.invoke(randomUUID(), payload);
    } finally {
      release();
      if (stopping || idle.length >= maxIdle) void environment.stop();
      else if (environment.alive()) idle.push(environment);
    }
  };

  return {
    running: slots.taken,
    invoke: async (payload) => {
      const release = slots.takeNow();
      return release === undefined ? throttled : run(payload, release);
    },
    invokeWhenFree: async (payload) => run(payload, await slots.take()),
    stop: async () => {
      stopping = true;
      await Promise.all([...all].map((environment) => environment.stop()));
    },
  };
};
