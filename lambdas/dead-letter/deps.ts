import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { v7 as uuidByTime } from 'uuid';
import { createDocumentClient } from '../shared/adapters/clients.ts';
import { createGetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createRecordDrop } from '../shared/adapters/record-drop.ts';
import { createSaveRecord } from '../shared/adapters/save-record.ts';
import { createClaimImport } from '../shared/claims/claim-import.ts';
import { createEndImport } from '../shared/claims/end-import.ts';
import { metricsNamespace } from '../shared/contract.ts';
import { loadEnv } from './env.ts';
import type { DeadLetterPorts } from './take-dead-letter.ts';

export interface Deps {
  ports: DeadLetterPorts;
  logger: Pick<Logger, 'addContext' | 'info' | 'error'>;
  metrics: Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>;
}

export const createDeps = (): Deps => {
  const env = loadEnv();
  const logger = new Logger();
  const dynamodb = createDocumentClient();
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
      getProject: createGetProject(dynamodb, env.projectsTable),
      recordDrop: createRecordDrop(dynamodb, env.audiencesTable),
      saveRecord: createSaveRecord(dynamodb, env.importsTable),
      onRecordLost: (error) => {
        logger.error('the record of an import is lost, its outcome is not', { error });
      },
      newImportId: uuidByTime,
      now,
    },
  };
};
