import { beforeAll } from '@jest/globals';
import type { Context, SQSEvent, SQSBatchResponse } from 'aws-lambda';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { createDeps as announcerDeps } from '../../../lambdas/announcer/deps.ts';
import { createHandler as createAnnouncer } from '../../../lambdas/announcer/handler.ts';
import { createDeps as collectorDeps } from '../../../lambdas/collector/deps.ts';
import { createHandler as createCollector } from '../../../lambdas/collector/handler.ts';
import { createDeps as deadLetterDeps } from '../../../lambdas/dead-letter/deps.ts';
import { createHandler as createDeadLetter } from '../../../lambdas/dead-letter/handler.ts';
import { loadDecompress } from '../../../lambdas/importer/comparison/decompress.ts';
import { createDeps as importerDeps } from '../../../lambdas/importer/deps.ts';
import { createHandler as createImporter } from '../../../lambdas/importer/handler.ts';
import { createDeps as mailerDeps } from '../../../lambdas/mailer/deps.ts';
import { createHandler as createMailer } from '../../../lambdas/mailer/handler.ts';
import { createDeps as scannerDeps } from '../../../lambdas/scanner/deps.ts';
import { createHandler as createScanner } from '../../../lambdas/scanner/handler.ts';
import type { Host } from '../../../lambdas/shared/host.ts';
import type { Clients } from '../aws/create-aws.ts';
import { bucket, functionSeconds, type QueueUrls, tables } from './resources.ts';

/** The functions of the stack, each as Lambda would invoke it: they throw where a real one would fail. */
export interface Functions {
  scan: () => Promise<unknown>;
  importFiles: (event: SQSEvent, kernel: JoinKernel) => Promise<SQSBatchResponse>;
  giveUp: (event: SQSEvent) => Promise<SQSBatchResponse>;
  mail: () => Promise<unknown>;
  announce: () => Promise<unknown>;
  collect: () => Promise<unknown>;
}

// It is compiled once for a process, and virtual time knows nothing of how long that takes. Not while this module loads: Jest
// compiles a test's modules several times where one of them waits then.
beforeAll(async () => {
  await loadDecompress();
});

type Plan = 'lookup' | 'scan';

/** A process keeps what these return. */
export type Handlers = ReturnType<typeof createHandlers>;

/** The product's own handlers, wired as in the stack. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- `Handlers` is this very type
export const createHandlers = (clients: Clients, urls: QueueUrls, host: Host, share?: number) => {
  const env = {
    region: 'eu-west-1',
    bucket,
    importQueueUrl: urls.imports,
    ...(urls.news !== undefined && { newsQueueUrl: urls.news }),
    projectsTable: tables.projects,
    audiencesTable: tables.audiences,
    membershipsTable: tables.memberships,
    importsTable: tables.imports,
    origin: { stack: 'AudienceImport', region: 'eu-west-1' },
    usersTable: tables.users,
    senderEmail: 'audiences@example.com',
    maxWriteUnits: 1_000_000,
  };
  return {
    // The files of histories are small; some scans have them share passes all the same.
    scanner: () => {
      const { ports, ...deps } = scannerDeps(env, clients, host);
      const leastShared = share ?? (host.random() < 0.6 ? 1 : ports.leastShared);
      return createScanner({ ...deps, ports: { ...ports, leastShared } });
    },
    importer: (kernel: JoinKernel, plan?: Plan) => {
      const usersPlan = plan ?? (host.random() < 0.7 ? 'lookup' : 'scan');
      return createImporter(importerDeps({ ...env, usersPlan }, clients, host, kernel));
    },
    deadLetter: () => createDeadLetter(deadLetterDeps(env, clients.dynamodb, host)),
    mailer: () => createMailer(mailerDeps(env, clients, host)),
    announcer: () => createAnnouncer(announcerDeps(env, clients, host)),
    collector: () => createCollector(collectorDeps(env, clients.dynamodb, host)),
  };
};

/**
 * Each time with a new process.
 *
 * @param plan by which imports find their users; either, as chance has it, if it is left out
 * @param sharedFrom bytes of files that share a pass over the users; the same
 */
export const createFunctions = (
  clients: Clients,
  urls: QueueUrls,
  host: Host,
  plan?: Plan,
  sharedFrom?: number,
): Functions => {
  const { now } = host;
  const handlers = createHandlers(clients, urls, host, sharedFrom);
  const context = (): Context => {
    const end = now() + functionSeconds * 1000;
    return { getRemainingTimeInMillis: () => end - now() } as Context;
  };
  return {
    scan: () => handlers.scanner()({}, context()),
    importFiles: (event, kernel) => handlers.importer(kernel, plan)(event, context()),
    giveUp: (event) => handlers.deadLetter()(event, context()),
    mail: () => handlers.mailer()({}, context()),
    announce: () => handlers.announcer()({}, context()),
    collect: () => handlers.collector()({}, context()),
  };
};
