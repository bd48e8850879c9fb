import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endChild } from '../../local/end-child.ts';
import {
  type ControlRequest,
  type Endpoints,
  endpointsSchema,
  type LoopbackSettings,
  usageSchema,
} from './messages.ts';
import { nextMessage } from '../support/next-message.ts';
import type { Usage } from './meter.ts';

export interface Loopback {
  endpoints: Endpoints;
  /** since the last reset */
  usage: () => Promise<Usage>;
  resetUsage: () => Promise<unknown>;
  /** Forgets all chunks and members, too, and sets the limits anew. */
  clear: () => Promise<unknown>;
  /** For whoever checks what was written: a run that comes after `clear` has its limits again. */
  unlimit: () => Promise<unknown>;
  /** Sets the limits anew, as of tables that nobody has used. */
  limit: () => Promise<unknown>;
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
    unlimit: () => ask('unlimit'),
    limit: () => ask('limit'),
    stop: () => endChild(child),
  };
};
