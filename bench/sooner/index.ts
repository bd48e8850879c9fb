/**
 * From an upload to a published audience of 1,000 rows, on the whole local stack with `trigger=events`.
 *
 *     npm run bench -- sooner [--small] [--rows N]
 *
 * Nothing fires and nobody says `scan`. The project has rested before each. Once the file is put by S3's API, once it is copied into the folder; each is the next version of
 * the same audience, with other members. Prints a table, and one JSON line last.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { numberGiven } from '../support/options.ts';
import { median } from '../support/median.ts';
import { isSmall } from '../support/options.ts';
import { startSoonStack } from './start-soon-stack.ts';

const rows = numberGiven('--rows') ?? 1000;
const runs = isSmall ? 3 : 15;
const pollMs = 10;
/** Longer than a small project rests after a look: two seconds, and one for SQS, whose delays are whole seconds. */
const restMs = 3_500;

const stack = await startSoonStack(rows);
try {
  const measure = async (put: (body: string) => Promise<void>, run: number): Promise<number> => {
    const body = stack.ids.map((id, index) => (index === run ? `x${id}\n` : `${id}\n`)).join('');
    const etag = createHash('md5').update(body).digest('hex');
    await sleep(restMs);
    const begun = performance.now();
    await put(body);
    while ((await stack.liveEtag()) !== etag) await sleep(pollMs);
    return performance.now() - begun;
  };

  // The first one starts the functions' processes.
  const cold = await measure(stack.upload, 2 * runs);
  const [uploaded, copied]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    uploaded.push(await measure(stack.upload, 2 * run));
    copied.push(await measure(stack.copyIn, 2 * run + 1));
  }
  const figuresOf = (times: readonly number[]) => ({
    medianMs: Math.round(median(times)),
    leastMs: Math.round(Math.min(...times)),
    mostMs: Math.round(Math.max(...times)),
  });
  const results = { uploaded: figuresOf(uploaded), copied: figuresOf(copied) };
  console.table(results);
  const line = { bench: 'sooner', rows, runs, coldMs: Math.round(cold), ...results };
  console.log(JSON.stringify(line));
} finally {
  await stack.stop();
}
