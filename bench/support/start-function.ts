import { fork } from 'node:child_process';
import { z } from 'zod';
import { endChild } from '../../local/end-child.ts';
import { nextMessage } from './next-message.ts';
import { functionAnswerSchema } from './function-answer.ts';

/** A function in a process of its own, which stays warm. */
export interface WarmFunction {
  /** One event at a time. @returns the handler's result @throws Error if the handler does */
  invoke: (event: string) => Promise<unknown>;
  /** of the process up to its last answer */
  usage: () => { cpuMs: number; peakRssMb: number };
  stop: () => Promise<void>;
}

/**
 * @param program the bundle of `function-process.ts`
 * @param folder with the function's bundle
 * @returns when its handler is loaded
 */
export const startFunction = async (
  program: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<WarmFunction> => {
  const child = fork(program, [folder], {
    env: { ...environment, PATH: process.env.PATH },
    // Metrics are printed.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let usage = { cpuMs: 0, peakRssMb: 0 };
  await nextMessage(child, z.literal('ready'));
  return {
    invoke: async (event) => {
      const answered = nextMessage(child, functionAnswerSchema);
      child.send(event);
      const answer = await answered;
      if ('error' in answer) throw new Error(answer.error);
      const { result, ...used } = answer;
      usage = used;
      return result;
    },
    usage: () => usage,
    stop: () => endChild(child),
  };
};
