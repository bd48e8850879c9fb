import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import type { Now } from '../../../lambdas/shared/ports.ts';
import { codeOf } from '../error-code.ts';
import type { Environment } from '../texts/language.ts';
import { hasColors, paintIf } from './colors.ts';
import { escapeJsonForTerminal } from './escape-for-terminal.ts';
import { cutText } from './cut-text.ts';
import { createPage, type Page } from './page.ts';

/** A stream that may be a terminal. */
export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

/** Of a terminal; undefined where nobody looks. */
export const columnsOf = ({ isTTY, columns }: OutputStream): number | undefined =>
  isTTY === true ? (columns ?? 80) : undefined;

/** Where a command's results and messages go. */
export interface Output {
  /** Prints the result: as one JSON document with `--json`, otherwise as text for a person. */
  result: (value: unknown, text: (page: Page) => string) => Promise<void>;
  /** Prints a result that may be larger than memory, as fast as the reader takes it. */
  stream: (parts: AsyncIterable<string>) => Promise<void>;
  /** Prints one line on standard error, whatever the text contains. */
  note: (message: string) => void;
  /** Prints what went wrong in the same way. @param label goes before it */
  error: (label: string, message: string) => void;
  /** Shows how far it is, on a terminal only; the next call and `note` take its place. */
  progress: (message: string) => void;
  /** columns of the terminal that `progress` shows it on; undefined: it does not */
  progressWidth: number | undefined;
  /** how often anything was printed on standard error, and when last, in milliseconds since 1970 */
  said: () => { times: number; at: number };
  /** a result begins to be printed on the terminal that progress would be shown on */
  isPrinting: () => boolean;
  isJson: boolean;
}

export interface OutputProps {
  stdout: OutputStream;
  stderr: OutputStream;
  environment: Environment;
  now: Now;
}

export interface OutputOptions {
  isJson: boolean;
  /** whatever the environment says */
  isPlain: boolean;
}

export const createOutput = (
  { stdout, stderr, environment, now }: OutputProps,
  { isJson, isPlain }: OutputOptions,
): Output => {
  const progressWidth = columnsOf(stderr);
  const eraseLine = progressWidth === undefined ? '' : '\r\u001b[K';
  const paintError = paintIf(hasColors(stderr, environment, isPlain));
  const page = createPage(columnsOf(stdout), paintIf(hasColors(stdout, environment, isPlain)), now);
  let said = { times: 0, at: now() };
  let isPrinting = false;
  let isShowing = false;

  const say = (text: string): void => {
    said = { times: said.times + 1, at: now() };
    stderr.write(text);
  };

  const stream = async (parts: AsyncIterable<string> | Iterable<string>): Promise<void> => {
    isPrinting = stdout.isTTY === true;
    if (isShowing) say(eraseLine);
    isShowing = false;
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
    progressWidth,
    result: (value, text) =>
      stream([`${isJson ? escapeJsonForTerminal(JSON.stringify(value, null, 2)) : text(page)}\n`]),
    note: (message) => {
      say(`${eraseLine}${toOneLine(message)}\n`);
    },
    error: (label, message) => {
      say(`${eraseLine}${paintError(label, 'bad')}${toOneLine(message)}\n`);
    },
    progress: (message) => {
      if (progressWidth === undefined || isPrinting) return;
      isShowing = message !== '';
      // A line that wraps cannot be taken back.
      say(`${eraseLine}${cutText(toOneLine(message), progressWidth - 1)}`);
    },
    said: () => said,
    isPrinting: () => isPrinting,
  };
};

const toOneLine = (text: string): string => escapeName(text.replace(/\s*\n\s*/g, ' '));

const isClosedPipe = (error: unknown): boolean =>
  codeOf(error) === 'EPIPE' || codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE';
