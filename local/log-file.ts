import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';

export interface LogFile {
  file: string;
  write: (line: string) => void;
  close: () => void;
}

export const openLogFile = (file: string): LogFile => {
  const stream = createWriteStream(file, { flags: 'a' });
  return {
    file,
    // A process that was told to end may still have something to say.
    write: (line) => stream.writable && stream.write(`${line}\n`),
    close: () => stream.end(),
  };
};

const rememberedLines = 10;

/**
 * Writes what a child process prints into a log.
 *
 * @returns gives its last lines on standard error, for the report of a crash
 */
export const logOutput = (child: ChildProcess, log: LogFile): (() => string) => {
  let last: string[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on('line', log.write);
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => {
      last = [...last, line].slice(-rememberedLines);
      log.write(line);
    });
  return () => last.join('\n');
};
