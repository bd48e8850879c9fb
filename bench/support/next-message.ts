import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

/** What a child process says next. @throws Error if it ends instead */
export const nextMessage = async <T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> => {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${String(code)}`);
  });
  const message = once(child, 'message', { signal }).then(([first]) => schema.parse(first));
  try {
    return await Promise.race([message, ended]);
  } finally {
    done.abort();
  }
};
