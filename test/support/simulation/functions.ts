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
import type { Clients } from '../aws/create-aws.ts';
import { bucket, functionSeconds, type QueueUrls, tables } from './resources.ts';

/** The functions of the stack, each as Lambda would invoke it: they throw where a real one would fail. */
export interface Functions {
  scan: () => Promise<unknown>;
  importFiles: (event: SQSEvent, kernel: JoinKernel) => Promise<SQSBatchResponse>;
  giveUp: (event: SQSEvent) => Promise<SQSBatchResponse>;
  mail: () => Promise<unknown>;
  collect: () => Promise<unknown>;
}

/** The product's own, each time with new clients, as a process has them. */
export const createFunctions = (clients: Clients, urls: QueueUrls, host: Host): Functions => {
  const { now, random } = host;
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
    return createImporter(importerDeps({ ...env, usersPlan }, clients, host, kernel));
  };
  return {
    scan: () => createScanner(scannerDeps(env, clients, host))({}, context()),
    importFiles: (event, kernel) => importerOn(kernel)(event, context()),
    giveUp: (event) =>
      createDeadLetter(deadLetterDeps(env, clients.dynamodb, host))(event, context()),
    mail: () => createMailer(mailerDeps(env, clients, host))({}, context()),
    collect: () => createCollector(collectorDeps(env, clients.dynamodb, host))({}, context()),
  };
};
