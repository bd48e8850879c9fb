import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { v7 as uuidByTime } from 'uuid';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import { clientDefaults, toDocumentClient } from '../shared/adapters/clients.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createRecordDrop } from '../shared/adapters/record-drop.ts';
import { createSaveRecord } from '../shared/adapters/save-record.ts';
import { createClaimImport } from '../shared/claims/claim-import.ts';
import { createEndImport } from '../shared/claims/end-import.ts';
import { metricsNamespace } from '../shared/contract.ts';
import { createSlots } from '../shared/slots/slots.ts';
import { createOpenFile } from './adapters/open-file.ts';
import { createOpenUsers } from './adapters/open-users.ts';
import { createPutChunks } from './adapters/put-chunks.ts';
import { loadEnv } from './env.ts';
import type { ImportPorts } from './import-file.ts';
import { createRecordImport } from './record-import.ts';

export interface Deps {
  ports: ImportPorts;
  logger: Logger;
  metrics: Metrics;
}

export const createDeps = (): Deps => {
  const env = loadEnv();
  const logger = new Logger();
  const client = new DynamoDBClient(clientDefaults);
  const dynamodb = toDocumentClient(client);
  const now = Date.now;
  const audiences = {
    ...{ dynamodb, tableName: env.audiencesTable, now },
    getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
  };
  return {
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
      openFile: createOpenFile(new S3Client(clientDefaults), env.bucket),
      openUsers: createOpenUsers(client, env.usersTable),
      kernel: new JoinKernel(),
      putChunks: createPutChunks(dynamodb, env.membershipsTable),
      newImportId: uuidByTime,
      backoff: { sleep, random: Math.random },
      now,
    },
  };
};
