import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createRecordDrop } from '../shared/adapters/record-drop.ts';
import { createSaveRecord } from '../shared/adapters/save-record.ts';
import { createClaimImport } from '../shared/claims/claim-import.ts';
import { createEndImport } from '../shared/claims/end-import.ts';
import { createHost, type Host } from '../shared/host.ts';
import { type Env, loadEnv } from './env.ts';
import type { DeadLetterPorts } from './take-dead-letter.ts';

export interface Deps extends Pick<Host, 'metrics'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'error'>;
  ports: DeadLetterPorts;
}

export const createDeps = (
  env: Env = loadEnv(),
  client?: DynamoDBClient,
  host: Host = createHost(),
): Deps => {
  const { logger, metrics, now, newId } = host;
  const dynamodb = toDocumentClient(client ?? createDynamodb(host));
  const audiences = {
    dynamodb,
    tableName: env.audiencesTable,
    now,
    getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
  };
  return {
    logger,
    metrics,
    ports: {
      getItem: audiences.getItem,
      claimImport: createClaimImport(audiences),
      endImport: createEndImport(audiences),
      getProject: createGetProject(dynamodb, env.projectsTable),
      recordDrop: createRecordDrop(dynamodb, env.audiencesTable),
      saveRecord: createSaveRecord(dynamodb, env.importsTable),
      onRecordLost: (error) => {
        logger.error('the record of an import is lost, its outcome is not', { error });
      },
      newImportId: newId,
      now,
    },
  };
};
