import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context, SQSEvent, SQSBatchResponse } from 'aws-lambda';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { createDeps as collectorDeps } from '../../../lambdas/collector/deps.ts';
import { createHandler as createCollector } from '../../../lambdas/collector/handler.ts';
import { createDeps as deadLetterDeps } from '../../../lambdas/dead-letter/deps.ts';
import { createHandler as createDeadLetter } from '../../../lambdas/dead-letter/handler.ts';
import { createDeps as importerDeps } from '../../../lambdas/importer/deps.ts';
import { createHandler as createImporter } from '../../../lambdas/importer/handler.ts';
import { createDeps as mailerDeps } from '../../../lambdas/mailer/deps.ts';
import { createHandler as createMailer } from '../../../lambdas/mailer/handler.ts';
import { createDeps as scannerDeps } from '../../../lambdas/scanner/deps.ts';
import { createHandler as createScanner } from '../../../lambdas/scanner/handler.ts';
import type { Host } from '../../../lambdas/shared/host.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Aws } from '../aws/create-aws.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';
import { bucket, functionSeconds, type QueueUrls, tables } from './resources.ts';

/** The functions of the stack, each as Lambda would invoke it: they throw where a real one would fail. */
export interface Functions {
  scan: () => Promise<unknown>;
  importFiles: (event: SQSEvent, kernel: JoinKernel) => Promise<SQSBatchResponse>;
  giveUp: (event: SQSEvent) => Promise<SQSBatchResponse>;
  mail: () => Promise<unknown>;
  collect: () => Promise<unknown>;
}

const silent: Pick<Host, 'logger' | 'metrics'> = {
  logger: {
    addContext: () => undefined,
    appendKeys: () => undefined,
    resetKeys: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  },
  metrics: {
    addMetric: () => undefined,
    publishStoredMetrics: () => undefined,
  } as unknown as Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>,
};

/** The product's own, with AWS in memory, and the clock and the chance of a run. */
export const createFunctions = (
  aws: Aws,
  urls: QueueUrls,
  { time, random }: { time: VirtualTime; random: Random },
): Functions => {
  const { now, sleep, startTimer } = time;
  let drawn = 0;
  const host: Host = {
    ...silent,
    ...{ now, random, sleep, startTimer },
    newId: () => `${now()}-${(drawn += 1)}`,
  };
  const env = {
    ...{ bucket, importQueueUrl: urls.imports },
    projectsTable: tables.projects,
    audiencesTable: tables.audiences,
    membershipsTable: tables.memberships,
    importsTable: tables.imports,
    usersTable: tables.users,
    senderEmail: 'audiences@example.com',
    maxWriteUnits: 1_000_000,
  };
  const context = (): Context => {
    const end = now() + functionSeconds * 1000;
    return { getRemainingTimeInMillis: () => end - now() } as Context;
  };
  const importerOn = (kernel: JoinKernel): ReturnType<typeof createImporter> => {
    const usersPlan = random() < 0.5 ? 'lookup' : 'scan';
    return createImporter(importerDeps({ ...env, usersPlan }, aws, host, kernel));
  };
  const scanner = createScanner(scannerDeps(env, aws, host));
  const deadLetter = createDeadLetter(deadLetterDeps(env, aws, host));
  const mailer = createMailer(mailerDeps(env, aws, host));
  const collector = createCollector(collectorDeps(env, aws, host));

  return {
    scan: () => scanner({}, context()),
    importFiles: (event, kernel) => importerOn(kernel)(event, context()),
    giveUp: (event) => deadLetter(event, context()),
    mail: () => mailer({}, context()),
    collect: () => collector({}, context()),
  };
};
