import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { v7 as uuidByTime } from 'uuid';
import { clientDefaults, createDocumentClient } from '../shared/adapters/clients.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createClaimImport } from '../shared/claims/claim-import.ts';
import { createEndImport } from '../shared/claims/end-import.ts';
import { createGetUsers } from './adapters/get-users.ts';
import { createOpenFile } from './adapters/open-file.ts';
import { createPutChunks } from './adapters/put-chunks.ts';
import { createRecordDrop } from './adapters/record-drop.ts';
import { loadEnv } from './env.ts';
import type { ImportPorts } from './import-file.ts';

export interface Deps {
  ports: ImportPorts;
  logger: Logger;
}

export const createDeps = (): Deps => {
  const env = loadEnv();
  const dynamodb = createDocumentClient();
  const audiences = {
    dynamodb,
    tableName: env.audiencesTable,
    getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
    now: Date.now,
  };
  return {
    logger: new Logger(),
    ports: {
      claimImport: createClaimImport(audiences),
      endImport: createEndImport(audiences),
      recordDrop: createRecordDrop(dynamodb, env.audiencesTable),
      getProject: createGetProject(dynamodb, env.projectsTable),
      openFile: createOpenFile(new S3Client(clientDefaults), env.bucket),
      getUsers: createGetUsers(dynamodb, env.usersTable),
      putChunks: createPutChunks(dynamodb, env.membershipsTable),
      newImportId: uuidByTime,
      backoff: { sleep, random: Math.random },
    },
  };
};
