import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { v7 as uuidByTime } from 'uuid';
import { untilInterrupted } from '../../../bin/cli/adapters/until-interrupted.ts';
import { createExamine } from '../../../bin/cli/doctor/examine.ts';
import { main } from '../../../bin/cli/main.ts';
import { createConnect } from '../../../bin/cli/stack/connect.ts';
import { sleep } from '../../../lambdas/shared/adapters/sleep.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { wordsOf } from './shell-words.ts';

const clock = { now: Date.now, sleep, random: Math.random };

/** What somebody who types a line at a terminal of 80 columns sees of it. */
export type TypeLine = (line: string) => Promise<{ printed: string; exitCode: number | null }>;

/**
 * @param folder what the shell is in
 * @param state of the local stack that the command means
 */
export const createTerminal = (folder: string, state: string): TypeLine => {
  const commands = join(folder, 'commands');
  const launcher = join(process.cwd(), 'bin/audience-import.mjs');
  mkdirSync(commands);
  writeFileSync(
    join(commands, 'audience-import'),
    `#!/bin/sh\nexec '${process.execPath}' '${launcher}' --state '${state}' "$@"\n`,
    { mode: 0o755 },
  );
  return async (line) => {
    const words = wordsOf(line);
    if (words === undefined) return runInShell(line, folder, commands);
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const standardError = new PassThrough();
    standardError.pipe(terminal, { end: false });
    const printed = text(terminal);
    // Paths of files that are typed are those of the folder.
    const before = process.cwd();
    process.chdir(folder);
    const exitCode = await main(['--state', state, ...words], {
      stdin: Readable.from([]),
      stdout: terminal,
      stderr: standardError,
      connect: createConnect(folder, clock),
      newId: uuidByTime,
      examine: createExamine(folder, clock),
      ...clock,
      startTimer,
      untilInterrupted,
      environment: { NO_COLOR: '1' },
      every: () => () => undefined,
    }).finally(() => {
      process.chdir(before);
    });
    terminal.end();
    return { printed: await printed, exitCode };
  };
};

const runInShell = (
  line: string,
  folder: string,
  commands: string,
): { printed: string; exitCode: number | null } => {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: folder,
    env: { ...process.env, PATH: `${commands}:${process.env.PATH ?? ''}` },
    encoding: 'utf8',
  });
  return { printed: stdout + stderr, exitCode: status };
};
