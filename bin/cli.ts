import { randomUUID } from 'node:crypto';
import { sleep } from '../lambdas/shared/adapters/sleep.ts';
import { startTimer } from '../lambdas/shared/adapters/start-timer.ts';
import { untilInterrupted } from './cli/adapters/until-interrupted.ts';
import { createConnect } from './cli/stack/connect.ts';
import { createExamine } from './cli/doctor/examine.ts';
import { main } from './cli/main.ts';

const { stdin, stdout, stderr } = process;
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `… | head` has seen enough; whoever writes notices it, too.
    if (error.code !== 'EPIPE') throw error;
  });

const clock = { now: Date.now, sleep, random: Math.random };

process.exitCode = await main(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  connect: createConnect(process.cwd(), clock),
  examine: createExamine(process.cwd(), clock),
  newId: randomUUID,
  startTimer,
  untilInterrupted,
  ...clock,
});
