import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context, SQSEvent, SQSBatchResponse } from 'aws-lambda';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import {
  createDeleteChunks,
  createFindChunks,
} from '../../../lambdas/collector/adapters/chunks.ts';
import { createPosition } from '../../../lambdas/collector/adapters/position.ts';
import {
  createBeginCollecting,
  createDropVersions,
} from '../../../lambdas/collector/adapters/registry.ts';
import { createRemoveItem } from '../../../lambdas/collector/adapters/remove-item.ts';
import { createHandler as createCollector } from '../../../lambdas/collector/handler.ts';
import { createHandler as createDeadLetter } from '../../../lambdas/dead-letter/handler.ts';
import { createCountRunningImports } from '../../../lambdas/importer/adapters/count-running-imports.ts';
import { createOpenFile } from '../../../lambdas/importer/adapters/open-file.ts';
import { createOpenUsers } from '../../../lambdas/importer/adapters/open-users.ts';
import { createPutChunks } from '../../../lambdas/importer/adapters/put-chunks.ts';
import { createRepeatAfter } from '../../../lambdas/importer/adapters/repeat-after.ts';
import { createHandler as createImporter } from '../../../lambdas/importer/handler.ts';
import { createRecordImport } from '../../../lambdas/importer/record-import.ts';
import { createListPending } from '../../../lambdas/mailer/adapters/list-pending.ts';
import { createReadPending } from '../../../lambdas/mailer/adapters/read-pending.ts';
import { createRemoveNotices } from '../../../lambdas/mailer/adapters/remove-notices.ts';
import { createSendMail } from '../../../lambdas/mailer/adapters/send-mail.ts';
import { createHandler as createMailer } from '../../../lambdas/mailer/handler.ts';
import { createListFiles } from '../../../lambdas/scanner/adapters/list-files.ts';
import { createReadKnownFiles } from '../../../lambdas/scanner/adapters/read-known-files.ts';
import {
  createRecordEnqueued,
  createRecordMissing,
  createRecordRetry,
  createRecordSource,
} from '../../../lambdas/scanner/adapters/record-file-state.ts';
import { createSendMessages } from '../../../lambdas/scanner/adapters/send-messages.ts';
import { scanProjects } from '../../../lambdas/scanner/scan-projects.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import {
  createGetProject,
  createListProjects,
} from '../../../lambdas/shared/adapters/read-projects.ts';
import { createRecordDrop } from '../../../lambdas/shared/adapters/record-drop.ts';
import { createSaveRecord } from '../../../lambdas/shared/adapters/save-record.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
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

const silent = {
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

/** Wired as their deps.ts do it, with the clock and the chance of a run. */
export const createFunctions = (
  { dynamodb: client, s3, sqs, ses }: Aws,
  urls: QueueUrls,
  { time, random }: { time: VirtualTime; random: Random },
): Functions => {
  const { now, sleep, startTimer } = time;
  const dynamodb = toDocumentClient(client);
  const backoff = { sleep, random };
  let drawn = 0;
  /** Sorts by time, as the real ones do. */
  const newId = (): string => `${now()}-${(drawn += 1)}`;
  const context = (): Context => {
    const end = now() + functionSeconds * 1000;
    return { getRemainingTimeInMillis: () => end - now() } as Context;
  };

  const getItem = createGetAudienceItem(dynamodb, tables.audiences);
  const audiences = { ...{ dynamodb, tableName: tables.audiences, now }, getItem };
  const getProject = createGetProject(dynamodb, tables.projects);
  const listProjects = createListProjects(dynamodb, tables.projects);
  const slots = createSlots(dynamodb, tables.projects);
  const saveRecord = createSaveRecord(dynamodb, tables.imports);
  const shared = {
    claimImport: createClaimImport(audiences),
    endImport: createEndImport(audiences),
    recordDrop: createRecordDrop(dynamodb, tables.audiences),
    newImportId: newId,
    ...{ getProject, now },
  };

  const scanner = {
    ...{ listProjects, now },
    listFiles: createListFiles(s3, bucket),
    readKnownFiles: createReadKnownFiles(dynamodb, tables.audiences),
    recordSource: createRecordSource(dynamodb, tables.audiences, newId),
    recordMissing: createRecordMissing(dynamodb, tables.audiences),
    recordRetry: createRecordRetry(dynamodb, tables.audiences),
    recordEnqueued: createRecordEnqueued(dynamodb, tables.audiences),
    sendMessages: createSendMessages(sqs, urls.imports),
    isOutOfTime: () => false,
  };
  const watch = { stallMs: 20_000, startTimer };
  const importerOn = (kernel: JoinKernel): ReturnType<typeof createImporter> =>
    createImporter({
      ...silent,
      ...{ startTimer, repeatAfter: createRepeatAfter(sqs, urls.imports) },
      ports: {
        ...shared,
        ...{ slots, backoff, kernel },
        recordImport: createRecordImport({ saveRecord, onRecordLost: () => undefined, now }),
        openFile: createOpenFile(s3, bucket, { ...watch, backoff }),
        openUsers: createOpenUsers(client, {
          ...watch,
          ...{ ownTableName: tables.users, kernel },
        }),
        countRunningImports: createCountRunningImports(sqs, urls.imports),
        preferredPlan: random() < 0.5 ? 'lookup' : 'scan',
        putChunks: createPutChunks(client, tables.memberships),
      },
    });
  const deadLetter = createDeadLetter({
    ...silent,
    ports: { ...shared, saveRecord, onRecordLost: () => undefined },
  });
  const mailer = createMailer({
    ...silent,
    ports: {
      listPending: createListPending(dynamodb, tables.audiences),
      readPending: createReadPending(dynamodb, tables.audiences),
      removeNotices: createRemoveNotices(dynamodb, tables.audiences),
      sendMail: createSendMail(ses, 'audiences@example.com'),
      getProject,
    },
  });
  const collector = createCollector({
    ...silent,
    maxWriteUnits: 1_000_000,
    ports: {
      ...{ listProjects, getItem, slots, backoff, now },
      listAudienceItems: createListAudienceItems(dynamodb, tables.audiences),
      position: createPosition(dynamodb, tables.audiences),
      beginCollecting: createBeginCollecting(dynamodb, tables.audiences, now),
      dropVersions: createDropVersions(dynamodb, tables.audiences),
      removeItem: createRemoveItem(dynamodb, tables.audiences),
      findChunks: createFindChunks(dynamodb, tables.memberships),
      deleteChunks: createDeleteChunks(dynamodb, tables.memberships),
    },
  });

  return {
    scan: () => scanProjects(scanner),
    importFiles: (event, kernel) => importerOn(kernel)(event, context()),
    giveUp: (event) => deadLetter(event, context()),
    mail: () => mailer({}, context()),
    collect: () => collector({}, context()),
  };
};
