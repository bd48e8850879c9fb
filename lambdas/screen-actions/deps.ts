import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { clientDefaults, createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import { createDeleteFile } from '../shared/adapters/delete-file.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createSaveRecord } from '../shared/adapters/save-record.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createApproveAudience } from '../shared/operators/approve-audience.ts';
import { createChangeProjectAsSeen } from '../shared/operators/change-project-as-seen.ts';
import { createDeleteAudience } from '../shared/operators/delete-audience.ts';
import { createDeleteAudienceAndFile } from '../shared/operators/delete-audience-and-file.ts';
import { createDiscardHeld } from '../shared/operators/discard-held.ts';
import { createRecordDecision } from '../shared/operators/record-decision.ts';
import { createRetryImport } from '../shared/operators/retry-import.ts';
import { createRollbackAudience } from '../shared/operators/rollback-audience.ts';
import { createGiveBackPlace } from '../shared/slots/give-back-place.ts';
import { createSlots } from '../shared/slots/slots.ts';
import { type Env, loadEnv } from './env.ts';
import type { CarryOutPorts } from './ports.ts';

export interface Deps {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  ports: CarryOutPorts;
}

export interface Clients {
  dynamodb: DynamoDBClient;
  s3: S3Client;
}

/** Somebody is waiting for it. */
const patienceMs = 5_000;

export const createDeps = (
  env: Env = loadEnv(),
  clients?: Clients,
  host: Host = createHost(),
): Deps => {
  const { logger, now, newId } = host;
  const dynamodb = toDocumentClient(clients?.dynamodb ?? createDynamodb(host, {}, patienceMs));
  const s3 = clients?.s3 ?? new S3Client(clientDefaults);
  const getProject = createGetProject(dynamodb, env.projectsTable);
  const getItem = createGetAudienceItem(dynamodb, env.audiencesTable);
  const audiences = { dynamodb, tableName: env.audiencesTable, getItem, now, newId };
  const slots = createSlots(dynamodb, env.projectsTable);
  const giveBackPlace = createGiveBackPlace({ getItem, slots });
  return {
    logger,
    ports: {
      getProject,
      getItem,
      now,
      newId,
      approveAudience: createApproveAudience({ ...audiences, slots, giveBackPlace }),
      discardHeld: createDiscardHeld({ ...audiences, giveBackPlace }),
      rollbackAudience: createRollbackAudience(audiences),
      retryImport: createRetryImport(audiences),
      deleteAudienceAndFile: createDeleteAudienceAndFile({
        deleteAudience: createDeleteAudience(audiences),
        deleteFile: createDeleteFile(s3, env.bucket),
        slots,
      }),
      changeProjectAsSeen: createChangeProjectAsSeen({
        dynamodb,
        tableName: env.projectsTable,
        getProject,
        newId,
      }),
      recordDecision: createRecordDecision({
        saveDecision: createSaveRecord(dynamodb, env.importsTable),
        now,
        newId,
      }),
    },
  };
};
