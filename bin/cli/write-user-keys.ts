import { createBackPressure } from '../../lambdas/shared/back-pressure/back-pressure.ts';
import type { UsersSource } from '../../lambdas/shared/domain/project.ts';
import { toUserKey } from '../../lambdas/shared/domain/user-key.ts';
import type { Backoff } from '../../lambdas/shared/ports.ts';
import { sideBySide } from '../../lambdas/shared/side-by-side.ts';
import { type IdLine, readIdLines } from './read-id-lines.ts';

/** One BatchWriteItem of at most 25 distinct keys. @returns those that DynamoDB handed back */
export type WriteUserKeys = (keys: readonly string[]) => Promise<readonly string[]>;

export interface UserLinesPorts extends Backoff {
  /** told of each line whose ID nobody can be registered under */
  onRefused: (line: number, problem: string) => void;
  /** told how many lines are done, again and again */
  onProgress: (lines: number) => void;
}

/** Counts of lines; blank ones are not among them. `lines` = `written` + `refused`. */
export interface UserLines {
  written: number;
  lines: number;
  refused: number;
}

/** Whoever runs the command ends it. */
const neverAborted = new AbortController().signal;

/** BatchWriteItem takes no more. */
const keysPerCall = 25;
/** Below the 50 sockets of a client; a new table takes 4,000 items a second. */
const callsAtOnce = 16;

/**
 * Writes the keys of the user IDs of a file, one a line, in no particular order.
 *
 * @param format of the table's keys
 * @throws what DynamoDB answers, except that the table is throttled: then it goes on, more slowly
 */
export const writeUserKeys = async (
  format: Pick<UsersSource, 'keyType' | 'keyPrefix'>,
  file: AsyncIterable<Uint8Array>,
  writeKeys: WriteUserKeys,
  { onRefused, onProgress, ...backoff }: UserLinesPorts,
): Promise<UserLines> => {
  const summary: UserLines = { written: 0, lines: 0, refused: 0 };

  const refuse = (line: number, problem: string): void => {
    summary.lines += 1;
    summary.refused += 1;
    onRefused(line, problem);
  };

  const toKey = (idLine: IdLine): string | undefined => {
    if ('problem' in idLine) {
      refuse(idLine.line, idLine.problem);
      return undefined;
    }
    const key = toUserKey(format, idLine.id);
    if (key === undefined) refuse(idLine.line, 'too long');
    return key;
  };

  const readGroups = async function* (): AsyncGenerator<string[]> {
    let group: string[] = [];
    for await (const lines of readIdLines(file))
      for (const line of lines) {
        const key = toKey(line);
        if (key !== undefined) group.push(key);
        if (group.length === keysPerCall) {
          yield group;
          group = [];
        }
      }
    if (group.length > 0) yield group;
  };

  const pressure = createBackPressure({
    ...backoff,
    callsAtFirst: callsAtOnce,
    mostCalls: callsAtOnce,
  });
  const writeGroup = async (keys: readonly string[], stop: AbortSignal): Promise<void> => {
    // DynamoDB refuses a call that names a key twice.
    await pressure.batch([...new Set(keys)], writeKeys, stop);
    summary.written += keys.length;
    summary.lines += keys.length;
    onProgress(summary.lines);
  };
  const calls = { concurrency: callsAtOnce, signal: neverAborted };
  await sideBySide(readGroups(), calls, writeGroup);
  return summary;
};
