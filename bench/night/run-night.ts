import { z } from 'zod';
import { deletableMessages } from '../../local/events/batch-result.ts';
import { sqsEvent } from '../../local/events/sqs-event.ts';
import { newOnDemandTable } from '../../local/throttling/limits.ts';
import { env, scannerNodeOptions, scanSummarySchema } from '../../lambdas/shared/contract.ts';
import type { Second } from '../loopback/meter.ts';
import { tableNames } from '../loopback/names.ts';
import type { Loopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import type { Contestant } from './contestant.ts';
import { startFunction, type WarmFunction } from '../support/start-function.ts';
import type { Queue } from './start-queue.ts';

export interface NightRun {
  /** from the start of the scan to the end of the last import */
  ms: number;
  scanMs: number;
  messages: number;
  readUnits: number;
  writeUnits: number;
  /** of what the users table and the table of chunks take in that time */
  shareOfReads: number;
  shareOfWrites: number;
  /** of all importers */
  cpuMs: number;
  /** of the largest importer */
  peakRssMb: number;
}

export interface NightOptions {
  loopback: Loopback;
  queue: Queue;
  /** the bundle of `function-process.ts` */
  program: string;
  /** so many run at once */
  importers: number;
}

/** One scan, and importers that take its messages one after the other until there is none. All processes are new, and have started. */
export const runNight = async (
  { scanner, importer, usersTable }: Contestant,
  { loopback, queue, program, importers }: NightOptions,
): Promise<NightRun> => {
  const environment = {
    ...contestantEnvironment(loopback.endpoints),
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    [env.importQueueUrl]: queue.url,
    [env.usersTable]: usersTable,
  };
  const functions: WarmFunction[] = [];
  const start = async (folder: string, more: Record<string, string> = {}) => {
    const started = await startFunction(program, folder, { ...environment, ...more });
    functions.push(started);
    return started;
  };
  try {
    const scan = await start(scanner, { NODE_OPTIONS: scannerNodeOptions });
    const workers: WarmFunction[] = [];
    for (let worker = 0; worker < importers; worker += 1) workers.push(await start(importer));
    await loopback.resetUsage();
    const night = await timeNight(scan, workers, queue);
    const { readUnits, writeUnits, limited } = await loopback.usage();
    const share = (seconds: readonly Second[] = [], unitsPerSecond: number): number => {
      const granted = seconds.reduce((sum, second) => sum + second.granted, 0);
      return Number((granted / ((night.ms / 1000) * unitsPerSecond)).toFixed(3));
    };
    const { read, write } = newOnDemandTable.units;
    return {
      ...night,
      readUnits,
      writeUnits,
      shareOfReads: share(limited[usersTable]?.read, read),
      shareOfWrites: share(limited[tableNames.memberships]?.write, write),
      cpuMs: workers.reduce((sum, worker) => sum + worker.usage().cpuMs, 0),
      peakRssMb: Math.max(...workers.map((worker) => worker.usage().peakRssMb)),
    };
  } finally {
    await Promise.all(functions.map(({ stop }) => stop()));
  }
};

const timeNight = async (
  scan: WarmFunction,
  workers: readonly WarmFunction[],
  queue: Queue,
): Promise<Pick<NightRun, 'ms' | 'scanMs' | 'messages'>> => {
  let isScanned = false;
  let messages = 0;
  const begun = performance.now();
  let lastEnd = begun;

  const work = async (worker: WarmFunction): Promise<void> => {
    for (;;) {
      const isLastLook = isScanned;
      const message = await queue.receive(isLastLook ? 0 : 1);
      if (message) {
        messages += 1;
        await importMessage(worker, message);
        lastEnd = performance.now();
        await queue.delete(message);
      } else if (isLastLook) return;
    }
  };

  const scanning = scan.invoke('{}').then((summary) => {
    isScanned = true;
    return { summary, scanMs: performance.now() - begun };
  });
  const [{ summary, scanMs }] = await Promise.all([scanning, ...workers.map(work)]);
  for (const { sent, seen } of scanSummarySchema.parse(summary).projects)
    assertSame('files', { sent, seen });
  return { ms: Math.round(lastEnd - begun), scanMs: Math.round(scanMs), messages };
};

type Message = NonNullable<Awaited<ReturnType<Queue['receive']>>>;

/** @throws Error if it would come back */
const importMessage = async (worker: WarmFunction, message: Message): Promise<void> => {
  const result = await worker.invoke(
    sqsEvent([message], 'arn:aws:sqs:us-east-1:000000000000:imports'),
  );
  const payload = JSON.stringify(z.unknown().parse(result) ?? null);
  if (deletableMessages([message.MessageId], { ok: true, payload }, true).length === 0)
    throw new Error(`an importer gave a message back: ${message.Body ?? ''}`);
};
