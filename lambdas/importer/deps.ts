import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { v7 as uuidByTime } from 'uuid';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import { clientDefaults, toDocumentClient } from '../shared/adapters/clients.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createRecordDrop } from '../shared/adapters/record-drop.ts';
import { createSaveRecord } from '../shared/adapters/save-record.ts';
import { startTimer } from '../shared/adapters/start-timer.ts';
import { createClaimImport } from '../shared/claims/claim-import.ts';
import { createEndImport } from '../shared/claims/end-import.ts';
import { metricsNamespace } from '../shared/contract.ts';
import type { StartTimer } from '../shared/ports.ts';
import type { Backoff } from '../shared/retry-unprocessed.ts';
import { createSlots } from '../shared/slots/slots.ts';
import { createCountRunningImports } from './adapters/count-running-imports.ts';
import { createOpenFile } from './adapters/open-file.ts';
import { createOpenUsers } from './adapters/open-users.ts';
import { createPutChunks } from './adapters/put-chunks.ts';
import { createRepeatAfter, type RepeatAfter } from './adapters/repeat-after.ts';
import { loadEnv } from './env.ts';
import type { ImportPorts } from './import-file.ts';
import { createRecordImport } from './record-import.ts';

export interface Deps {
  ports: ImportPorts;
  repeatAfter: RepeatAfter;
  startTimer: StartTimer;
  logger: Pick<Logger, 'addContext' | 'appendKeys' | 'resetKeys' | 'info' | 'error'>;
  metrics: Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>;
}

/** Bytes. A smaller file has come before a thread has started and earned what it cost. */
const secondThreadFrom = 16 * 1024 * 1024;

/** A body that pauses longer will not go on. */
const watch = { stallMs: 20_000, startTimer };

/** The SDK would wait for ever for a connection, and for an answer to start. */
const quickToNotice = {
  connectionTimeout: 5_000,
  requestTimeout: watch.stallMs,
  throwOnRequestTimeout: true,
};

export const createDeps = (): Deps => {
  const env = loadEnv();
  const logger = new Logger();
  const client = new DynamoDBClient({ ...clientDefaults, requestHandler: quickToNotice });
  // It walks through all keys and chunks, for a logger that we do not give: user IDs belong in no log.
  client.middlewareStack.remove('loggerMiddleware');
  const dynamodb = toDocumentClient(client);
  const s3 = new S3Client({ ...clientDefaults, requestHandler: quickToNotice });
  const sqs = new SQSClient(clientDefaults);
  const kernel = new JoinKernel(availableParallelism() > 1 ? { secondThreadFrom } : {});
  const backoff: Backoff = { sleep, random: Math.random };
  const now = Date.now;
  const audiences = {
    ...{ dynamodb, tableName: env.audiencesTable, now },
    getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
  };
  return {
    repeatAfter: createRepeatAfter(sqs, env.importQueueUrl),
    startTimer,
    logger,
    metrics: new Metrics({ namespace: metricsNamespace }),
    ports: {
      claimImport: createClaimImport(audiences),
      endImport: createEndImport(audiences),
      recordDrop: createRecordDrop(dynamodb, env.audiencesTable),
      recordImport: createRecordImport({
        saveRecord: createSaveRecord(dynamodb, env.importsTable),
        onRecordLost: (error) => {
          logger.error('the record of an import is lost, the import is not', { error });
        },
        now,
      }),
      getProject: createGetProject(dynamodb, env.projectsTable),
      slots: createSlots(dynamodb, env.projectsTable),
      openFile: createOpenFile(s3, env.bucket, { ...watch, backoff }),
      openUsers: createOpenUsers(client, { ...watch, ownTableName: env.usersTable, kernel }),
      kernel,
      countRunningImports: createCountRunningImports(sqs, env.importQueueUrl),
      preferredPlan: env.usersPlan,
      putChunks: createPutChunks(client, env.membershipsTable),
      newImportId: uuidByTime,
      backoff,
      now,
    },
  };
};
