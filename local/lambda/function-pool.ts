import { randomUUID } from 'node:crypto';
import type { Environment } from './environment.ts';
import type { InvocationOutcome } from './outcome.ts';

/** More than these would only hold memory: a function rarely runs often at once on a laptop. */
const maxIdle = 4;

export interface FunctionPool {
  invoke: (payload: string) => Promise<InvocationOutcome>;
  stop: () => Promise<void>;
}

/** The environments of one function: warm ones are used again, others are started when needed. */
export const createFunctionPool = (start: () => Environment): FunctionPool => {
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
  return {
    invoke: async (payload) => {
      const environment = warm() ?? startNew();
      try {
        return await environment.invoke(randomUUID(), payload);
      } finally {
        if (stopping || idle.length >= maxIdle) void environment.stop();
        else if (environment.alive()) idle.push(environment);
      }
    },
    stop: async () => {
      stopping = true;
      await Promise.all([...all].map((environment) => environment.stop()));
    },
  };
};
