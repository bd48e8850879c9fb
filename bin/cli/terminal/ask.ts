import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import type { OutputStream } from './output.ts';

/** A stream that may be somebody at a terminal. */
export type InputStream = Readable & { isTTY?: boolean };

/** Asks a question that is answered with yes or no. @returns undefined where nobody is there to answer */
export type Ask = (question: string, signal: AbortSignal) => Promise<boolean | undefined>;

/** Whoever sits at the terminal. */
export const createAsk =
  ({ stdin, stderr }: { stdin: InputStream; stderr: OutputStream }): Ask =>
  async (question, signal) => {
    if (stdin.isTTY !== true || stderr.isTTY !== true) return undefined;
    const lines = createInterface({ input: stdin, terminal: false });
    try {
      stderr.write(`${escapeName(question)} [y/N] `);
      const ended = once(lines, 'close', { signal }).then(() => '');
      const answered = once(lines, 'line', { signal }).then(([line]) => String(line));
      return /^y(es)?$/i.test((await Promise.race([answered, ended])).trim());
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      lines.close();
    }
  };
