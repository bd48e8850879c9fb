import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { createDocumentClient } from '../shared/adapters/clients.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../shared/adapters/read-audience-items.ts';
import { createListProjects } from '../shared/adapters/read-projects.ts';
import { metricsNamespace } from '../shared/contract.ts';
import { createSlots } from '../shared/slots/slots.ts';
import { createDeleteChunks, createFindChunks } from './adapters/chunks.ts';
import { createPosition } from './adapters/position.ts';
import { createBeginCollecting, createDropVersions } from './adapters/registry.ts';
import { createRemoveItem } from './adapters/remove-item.ts';
import type { CollectPorts } from './collect.ts';
import { loadEnv } from './env.ts';

export interface Deps {
  ports: Omit<CollectPorts, 'budget'>;
  /** of one run */
  maxWriteUnits: number;
  logger: Pick<Logger, 'addContext' | 'info' | 'error'>;
  metrics: Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>;
}

export const createDeps = (): Deps => {
  const env = loadEnv();
  const dynamodb = createDocumentClient();
  const now = Date.now;
  return {
    logger: new Logger(),
    metrics: new Metrics({ namespace: metricsNamespace }),
    maxWriteUnits: env.maxWriteUnits,
    ports: {
      listProjects: createListProjects(dynamodb, env.projectsTable),
      listAudienceItems: createListAudienceItems(dynamodb, env.audiencesTable),
      getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
      position: createPosition(dynamodb, env.audiencesTable),
      beginCollecting: createBeginCollecting(dynamodb, env.audiencesTable, now),
      dropVersions: createDropVersions(dynamodb, env.audiencesTable),
      removeItem: createRemoveItem(dynamodb, env.audiencesTable),
      findChunks: createFindChunks(dynamodb, env.membershipsTable),
      deleteChunks: createDeleteChunks(dynamodb, env.membershipsTable),
      slots: createSlots(dynamodb, env.projectsTable),
      backoff: { sleep, random: Math.random },
      now,
    },
  };
};
