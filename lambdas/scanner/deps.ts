import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientDefaults, createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import { createGetIgnored } from '../shared/adapters/get-ignored.ts';
import { createReadLastScans } from '../shared/adapters/read-last-scans.ts';
import { createGetProject, createListProjects } from '../shared/adapters/read-projects.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createListFiles } from './adapters/list-files.ts';
import { createPosition } from './adapters/position.ts';
import { createPutOff } from './adapters/put-off.ts';
import { createRecordFreshness } from './adapters/record-freshness.ts';
import { createRecordIgnored } from './adapters/record-ignored.ts';
import { createReadKnownFiles } from './adapters/read-known-files.ts';
import {
  createRecordRematch,
  createRecordRetry,
  createRecordSending,
  createRecordSent,
} from './adapters/record-sending.ts';
import { createRecordMissing, createRecordSource } from './adapters/record-source.ts';
import { createSaveLastScan, createSaveTick } from './adapters/save-scans.ts';
import { createSendMessages } from './adapters/send-messages.ts';
import { type Env, loadEnv } from './env.ts';
import type { NewsPorts } from './scan-news.ts';
import type { ScanPorts } from './scan-projects.ts';

export interface Deps extends Pick<Host, 'metrics'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  ports: Omit<ScanPorts & NewsPorts, 'isOutOfTime' | 'memory' | 'onNotKept'>;
}

export interface Clients {
  dynamodb: DynamoDBClient;
  s3: S3Client;
  sqs: SQSClient;
}

/**
 * A smaller file hardly has the 50,000 IDs from which on users may be scanned for: it is looked up, and waits for no
 * other.
 */
const leastSharedBytes = 512 * 1024;

const createClients = (host: Host): Clients => ({
  dynamodb: createDynamodb(host),
  s3: new S3Client(clientDefaults),
  sqs: new SQSClient(clientDefaults),
});

export const createDeps = (
  env: Env = loadEnv(),
  someClients?: Clients,
  host: Host = createHost(),
): Deps => {
  const { logger, metrics, now, newId } = host;
  const clients = someClients ?? createClients(host);
  const dynamodb = toDocumentClient(clients.dynamodb);
  return {
    logger,
    metrics,
    ports: {
      listProjects: createListProjects(dynamodb, env.projectsTable),
      getProject: createGetProject(dynamodb, env.projectsTable),
      position: createPosition(dynamodb, env.audiencesTable),
      listFiles: createListFiles(clients.s3, env.bucket, now),
      readKnownFiles: createReadKnownFiles(dynamodb, env.audiencesTable),
      recordSource: createRecordSource(dynamodb, env.audiencesTable, newId),
      recordMissing: createRecordMissing(dynamodb, env.audiencesTable),
      recordSending: createRecordSending(dynamodb, env.audiencesTable),
      recordRetry: createRecordRetry(dynamodb, env.audiencesTable),
      recordRematch: createRecordRematch(dynamodb, env.audiencesTable),
      recordSent: createRecordSent(dynamodb, env.audiencesTable),
      recordFreshness: createRecordFreshness(dynamodb, env.audiencesTable),
      getIgnored: createGetIgnored(dynamodb, env.audiencesTable),
      recordIgnored: createRecordIgnored(dynamodb, env.audiencesTable),
      readLastScans: createReadLastScans(dynamodb, env.audiencesTable),
      saveLastScan: createSaveLastScan(dynamodb, env.audiencesTable),
      saveTick: createSaveTick(dynamodb, env.audiencesTable),
      putOff: createPutOff(clients.sqs, env.newsQueueUrl, now),
      sendMessages: createSendMessages(clients.sqs, env.importQueueUrl),
      leastShared: leastSharedBytes,
      now,
    },
  };
};
