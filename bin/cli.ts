import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnect } from './cli/connect.ts';
import { main } from './cli/main.ts';

const { stdin, stdout, stderr } = process;
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `… | head` has seen enough; whoever writes notices it, too.
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await main(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  connect: createConnect(process.cwd()),
  now: Date.now,
  newId: randomUUID,
  sleep,
  random: Math.random,
});
