import { v7 as uuidByTime } from 'uuid';
import { sleep } from '../lambdas/shared/adapters/sleep.ts';
import { startTimer } from '../lambdas/shared/adapters/start-timer.ts';
import { untilInterrupted } from './cli/adapters/until-interrupted.ts';
import { completeWord } from './cli/completion/scripts.ts';
import type { Every } from './cli/context.ts';
import { exitCodes } from './cli/errors.ts';
import { main } from './cli/main.ts';

const { stdin, stdout, stderr } = process;
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `… | head` has seen enough; whoever writes notices it, too.
    if (error.code !== 'EPIPE') throw error;
  });

const every: Every = (intervalMs, act) => {
  const timer = setInterval(act, intervalMs);
  return () => {
    clearInterval(timer);
  };
};

const clock = { now: Date.now, sleep, random: Math.random };

const exitCode = await main(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  environment: process.env,
  every,
  // Loaded when they are needed: help and completion do without the SDK.
  connect: async (options) => {
    const { createConnect } = await import('./cli/stack/connect.ts');
    return createConnect(process.cwd(), clock)(options);
  },
  examine: async (options) => {
    const { createExamine } = await import('./cli/doctor/examine.ts');
    return createExamine(process.cwd(), clock)(options);
  },
  newId: uuidByTime,
  startTimer,
  untilInterrupted,
  ...clock,
});
// What was begun is not waited for.
if (exitCode === exitCodes.interrupted || process.argv[2] === completeWord) process.exit(exitCode);
process.exitCode = exitCode;
