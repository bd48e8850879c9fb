import { availableParallelism } from 'node:os';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import {
  clientDefaults,
  createDynamodb,
  stallMs,
  toDocumentClient,
} from '../shared/adapters/clients.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createRecordDrop } from '../shared/adapters/record-drop.ts';
import { createSaveRecord } from '../shared/adapters/save-record.ts';
import { createClaimImport } from '../shared/claims/claim-import.ts';
import { createEndImport } from '../shared/claims/end-import.ts';
import { metrics as names } from '../shared/contract.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createGiveBackPlace } from '../shared/slots/give-back-place.ts';
import { createSlots } from '../shared/slots/slots.ts';
import { describeWriteThroughput } from './adapters/describe-table.ts';
import { createLeaseTime } from './adapters/lease-time.ts';
import { createOpenFile } from './adapters/open-file.ts';
import { createOpenUsers } from './adapters/open-users.ts';
import { createPutChunks } from './adapters/put-chunks.ts';
import { createPutReport } from './adapters/put-report.ts';
import { createGetChunk, createReadChunks } from './adapters/read-chunks.ts';
import { createReadingsStore } from './adapters/readings-store.ts';
import { createTurnStore } from './adapters/turn-store.ts';
import { createRepeatAfter, type RepeatAfter } from './adapters/repeat-after.ts';
import { createChooseCompress } from './compression/choose-compress.ts';
import { compressHere } from './compression/compress.ts';
import { type Env, loadEnv } from './env.ts';
import type { ImportPorts } from './import-files.ts';
import { createRecordImport } from './record-import.ts';
import { createPaceTable } from './turns/shared-pace.ts';

export interface Deps extends Pick<Host, 'metrics' | 'startTimer'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'error'>;
  ports: ImportPorts;
  repeatAfter: RepeatAfter;
}

export interface Clients {
  dynamodb: DynamoDBClient;
  s3: S3Client;
  sqs: SQSClient;
}

/** Bytes. A smaller file has come before a thread has started and earned what it cost. */
const secondThreadFrom = 16 * 1024 * 1024;

const createClients = (host: Host): Clients => {
  const dynamodb = createDynamodb(host);
  // It walks through all keys and chunks, for a logger that we do not give: user IDs belong in no log.
  dynamodb.middlewareStack.remove('loggerMiddleware');
  return {
    dynamodb,
    // The kernel checks what S3 sends.
    s3: new S3Client({ ...clientDefaults, responseChecksumValidation: 'WHEN_REQUIRED' }),
    sqs: new SQSClient(clientDefaults),
  };
};

const createKernel = (): JoinKernel =>
  new JoinKernel(availableParallelism() > 1 ? { secondThreadFrom } : {});

export const createDeps = (
  env: Env = loadEnv(),
  someClients?: Clients,
  host: Host = createHost(),
  kernel: JoinKernel = createKernel(),
): Deps => {
  const { logger, metrics, now, random, sleep, startTimer, newId } = host;
  const clients = someClients ?? createClients(host);
  const { s3, sqs } = clients;
  const dynamodb = toDocumentClient(clients.dynamodb);
  const backoff = { sleep, random };
  const watch = { stallMs, startTimer };
  const audiences = {
    dynamodb,
    tableName: env.audiencesTable,
    now,
    getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
  };
  const slots = createSlots(dynamodb, env.projectsTable);
  return {
    logger,
    metrics,
    startTimer,
    repeatAfter: createRepeatAfter(sqs, env.importQueueUrl),
    ports: {
      claimImport: createClaimImport(audiences),
      endImport: createEndImport(audiences),
      recordDrop: createRecordDrop(dynamodb, env.audiencesTable),
      recordImport: createRecordImport({
        saveRecord: createSaveRecord(dynamodb, env.importsTable),
        onRecordLost: (error) => {
          logger.error('the record of an import is lost, the import is not', { error });
        },
        region: env.region,
        now,
      }),
      getProject: createGetProject(dynamodb, env.projectsTable),
      slots,
      giveBackPlace: createGiveBackPlace({ getItem: audiences.getItem, slots }),
      openFile: createOpenFile(s3, env.bucket, { ...watch, backoff }),
      openUsers: createOpenUsers(clients.dynamodb, {
        ...watch,
        ownTableName: env.usersTable,
        now,
        readings: createReadingsStore(dynamodb, env.audiencesTable),
        onReadingLost: (error) => {
          logger.error('what the users cost to read is not remembered', { error });
        },
      }),
      kernel,
      preferredPlan: env.usersPlan,
      chooseCompress: availableParallelism() > 1 ? createChooseCompress() : () => compressHere,
      putChunks: createPutChunks(clients.dynamodb, env.membershipsTable),
      readChunks: createReadChunks(clients.dynamodb, env.membershipsTable, watch),
      getChunk: createGetChunk(clients.dynamodb, env.membershipsTable, watch),
      onLiveUnreadable: (error) => {
        logger.error('the live version cannot be read: the new one is written whole', { error });
        metrics.addMetric(names.liveUnreadable, MetricUnit.Count, 1);
      },
      chunksTable: {
        tableName: env.membershipsTable,
        describeThroughput: (signal) =>
          describeWriteThroughput(clients.dynamodb, env.membershipsTable, signal),
      },
      paceTable: createPaceTable({
        leaseTime: createLeaseTime(dynamodb, env.audiencesTable, now),
        now,
        sleep,
      }),
      turnStore: createTurnStore(dynamodb, env.audiencesTable),
      onTurnKept: (error) => {
        logger.error('others wait for this import until its time is up, although it needs none', {
          error,
        });
      },
      onMendsUntried: (error) => {
        logger.info('unregistered IDs were not looked up in other forms', { error });
      },
      onUndiagnosed: (error) => {
        logger.error('it could not be said why IDs are unregistered', { error });
      },
      putReport: createPutReport(s3, env.bucket, startTimer),
      onReportLost: (error) => {
        logger.error('the report of unregistered IDs was not written, the import goes on', {
          error,
        });
      },
      newImportId: newId,
      backoff,
      now,
      startTimer,
    },
  };
};
