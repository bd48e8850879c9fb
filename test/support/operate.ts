import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { v7 as uuidByTime } from 'uuid';
import { sleep } from '../../lambdas/shared/adapters/sleep.ts';
import { startTimer } from '../../lambdas/shared/adapters/start-timer.ts';
import { untilInterrupted } from '../../bin/cli/adapters/until-interrupted.ts';
import { createConnect } from '../../bin/cli/stack/connect.ts';
import { createExamine } from '../../bin/cli/doctor/examine.ts';
import { main } from '../../bin/cli/main.ts';

export interface Operator {
  /** Runs the command in this process, which is quicker than a new one. Rejects with what it complains of. */
  run: (words: readonly string[], stdin?: string) => Promise<string>;
  /** The same, whatever it ends with. */
  attempt: (
    words: readonly string[],
    stdin?: string,
  ) => Promise<{ exitCode: number; stdout: string; stderr: string }>;
  runJson: <T>(words: readonly string[], stdin?: string) => Promise<T>;
}

const clock = { now: Date.now, sleep, random: Math.random };

/** Somebody who operates the local stack whose stack.json lies in `state`. */
export const operate = (state: string): Operator => {
  const attempt: Operator['attempt'] = async (words, stdin = '') => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const printed = Promise.all([text(stdout), text(stderr)]);
    const exitCode = await main(['--state', state, ...words], {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout,
      stderr,
      connect: createConnect(process.cwd(), clock),
      newId: uuidByTime,
      examine: createExamine(process.cwd(), clock),
      ...clock,
      startTimer,
      untilInterrupted,
      environment: {},
      every: () => () => undefined,
    });
    stdout.end();
    stderr.end();
    const [result, complaints] = await printed;
    return { exitCode, stdout: result, stderr: complaints };
  };
  const run: Operator['run'] = async (words, stdin) => {
    const { exitCode, stdout, stderr } = await attempt(words, stdin);
    if (exitCode !== 0) throw new Error(`${words.join(' ')}: exit ${exitCode}: ${stderr}`);
    return stdout;
  };
  return {
    run,
    attempt,
    runJson: async <T>(words: readonly string[], stdin?: string) =>
      JSON.parse(await run(['--json', ...words], stdin)) as T,
  };
};
