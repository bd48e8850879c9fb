import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientDefaults, createDocumentClient } from '../shared/adapters/clients.ts';
import { createListProjects } from '../shared/adapters/read-projects.ts';
import { metricsNamespace } from '../shared/contract.ts';
import { createListFiles } from './adapters/list-files.ts';
import { createReadKnownFiles } from './adapters/read-known-files.ts';
import {
  createRecordEnqueued,
  createRecordMissing,
  createRecordRetry,
  createRecordSource,
} from './adapters/record-file-state.ts';
import { createSendMessages } from './adapters/send-messages.ts';
import { loadEnv } from './env.ts';
import type { ScanPorts } from './scan-projects.ts';

export interface Deps {
  ports: Omit<ScanPorts, 'isOutOfTime'>;
  logger: Logger;
  metrics: Metrics;
}

export const createDeps = (): Deps => {
  const env = loadEnv();
  const dynamodb = createDocumentClient();
  return {
    logger: new Logger(),
    metrics: new Metrics({ namespace: metricsNamespace }),
    ports: {
      listProjects: createListProjects(dynamodb, env.projectsTable),
      listFiles: createListFiles(new S3Client(clientDefaults), env.bucket),
      readKnownFiles: createReadKnownFiles(dynamodb, env.audiencesTable),
      recordSource: createRecordSource(dynamodb, env.audiencesTable, randomUUID),
      recordMissing: createRecordMissing(dynamodb, env.audiencesTable),
      recordRetry: createRecordRetry(dynamodb, env.audiencesTable),
      recordEnqueued: createRecordEnqueued(dynamodb, env.audiencesTable),
      sendMessages: createSendMessages(new SQSClient(clientDefaults), env.importQueueUrl),
      now: Date.now,
    },
  };
};
