import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../shared/adapters/read-audience-items.ts';
import { createGetProject, createListProjects } from '../shared/adapters/read-projects.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createDeleteOrphan } from '../shared/operators/delete-orphan.ts';
import { createDiscardHeld } from '../shared/operators/discard-held.ts';
import { createGiveBackPlace } from '../shared/slots/give-back-place.ts';
import { createSlots } from '../shared/slots/slots.ts';
import { createDeleteChunks, createFindChunks } from './adapters/chunks.ts';
import { createPosition } from './adapters/position.ts';
import { createBeginCollecting, createDropVersions } from './adapters/registry.ts';
import { createRemoveItem } from './adapters/remove-item.ts';
import type { CollectPorts } from './collect.ts';
import { type Env, loadEnv } from './env.ts';

export interface Deps extends Pick<Host, 'metrics'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'error'>;
  ports: Omit<CollectPorts, 'budget'>;
  /** of one run */
  maxWriteUnits: number;
}

export const createDeps = (
  env: Env = loadEnv(),
  client?: DynamoDBClient,
  host: Host = createHost(),
): Deps => {
  const { logger, metrics, now, random, sleep, newId } = host;
  const dynamodb = toDocumentClient(client ?? createDynamodb(host));
  const getItem = createGetAudienceItem(dynamodb, env.audiencesTable);
  const slots = createSlots(dynamodb, env.projectsTable);
  return {
    logger,
    metrics,
    maxWriteUnits: env.maxWriteUnits,
    ports: {
      listProjects: createListProjects(dynamodb, env.projectsTable),
      listAudienceItems: createListAudienceItems(dynamodb, env.audiencesTable),
      getItem,
      deleteOrphan: createDeleteOrphan({
        dynamodb,
        tableName: env.audiencesTable,
        getItem,
        now,
        newId,
        getProject: createGetProject(dynamodb, env.projectsTable),
      }),
      discardHeld: createDiscardHeld({
        dynamodb,
        tableName: env.audiencesTable,
        getItem,
        now,
        newId,
        giveBackPlace: createGiveBackPlace({ getItem, slots }),
      }),
      position: createPosition(dynamodb, env.audiencesTable),
      beginCollecting: createBeginCollecting(dynamodb, env.audiencesTable, now),
      dropVersions: createDropVersions(dynamodb, env.audiencesTable),
      removeItem: createRemoveItem(dynamodb, env.audiencesTable),
      findChunks: createFindChunks(dynamodb, env.membershipsTable),
      deleteChunks: createDeleteChunks(dynamodb, env.membershipsTable),
      slots,
      backoff: { sleep, random },
      now,
    },
  };
};
