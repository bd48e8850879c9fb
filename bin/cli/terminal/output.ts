import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf } from '../error-code.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { escapeJsonForTerminal } from './escape-for-terminal.ts';

/** A stream that may be a terminal. */
export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

/** Of a terminal; undefined where nobody looks. */
export const columnsOf = ({ isTTY, columns }: OutputStream): number | undefined =>
  isTTY === true ? (columns ?? 80) : undefined;

/** Where a command's results and messages go. */
export interface Output {
  /** Prints the result: as one JSON document with `--json`, otherwise as text for a person. */
  result: (value: unknown, text: () => string) => Promise<void>;
  /** Prints a result that may be larger than memory, as fast as the reader takes it. */
  stream: (parts: AsyncIterable<string>) => Promise<void>;
  /** Prints one line on standard error, whatever the text contains. */
  note: (message: string) => void;
  /** Shows how far it is, on a terminal only; the next call and `note` take its place. */
  progress: (message: string) => void;
  isJson: boolean;
}

export const createOutput = (
  { stdout, stderr }: { stdout: OutputStream; stderr: OutputStream },
  isJson: boolean,
): Output => {
  const eraseLine = stderr.isTTY === true ? '\r\u001b[K' : '';

  const stream = async (parts: AsyncIterable<string> | Iterable<string>): Promise<void> => {
    try {
      await pipeline(Readable.from(parts), stdout, { end: false });
    } catch (error) {
      // `… | head` has seen enough.
      if (!isClosedPipe(error)) throw error;
    }
  };

  return {
    isJson,
    stream,
    result: (value, text) =>
      stream([`${isJson ? escapeJsonForTerminal(JSON.stringify(value, null, 2)) : text()}\n`]),
    note: (message) => {
      stderr.write(`${eraseLine}${toOneLine(message)}\n`);
    },
    progress: (message) => {
      if (eraseLine !== '') stderr.write(`${eraseLine}${toOneLine(message)}`);
    },
  };
};

const toOneLine = (text: string): string => escapeName(text.replace(/\s*\n\s*/g, ' '));

const isClosedPipe = (error: unknown): boolean =>
  codeOf(error) === 'EPIPE' || codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE';
