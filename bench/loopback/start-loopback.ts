import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { endChild } from '../../local/end-child.ts';
import {
  type ControlRequest,
  type Endpoints,
  endpointsSchema,
  type LoopbackSettings,
  usageSchema,
} from './messages.ts';
import type { Usage } from './meter.ts';

export interface Loopback {
  endpoints: Endpoints;
  /** since the last reset */
  usage: () => Promise<Usage>;
  resetUsage: () => Promise<unknown>;
  /** Forgets all chunks and members, too. */
  clear: () => Promise<unknown>;
  stop: () => Promise<void>;
}

const program = fileURLToPath(new URL('./loopback-process.ts', import.meta.url));

/** Starts the servers in a process of their own, so that they count in no contestant's time or memory. */
export const startLoopback = async (settings: LoopbackSettings): Promise<Loopback> => {
  const child = fork(program, [JSON.stringify(settings)]);
  const ask = async (request: ControlRequest): Promise<Usage> => {
    const answer = nextMessage(child, usageSchema);
    child.send(request);
    return answer;
  };
  return {
    endpoints: await nextMessage(child, endpointsSchema),
    usage: () => ask('usage'),
    resetUsage: () => ask('reset'),
    clear: () => ask('clear'),
    stop: () => endChild(child),
  };
};

const nextMessage = async <T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> => {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the loopback process ended with ${String(code)}`);
  });
  const message = once(child, 'message', { signal }).then(([first]) => schema.parse(first));
  try {
    return await Promise.race([message, ended]);
  } finally {
    done.abort();
  }
};
