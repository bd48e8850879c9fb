import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import { createCountPending } from '../shared/adapters/count-pending.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../shared/adapters/read-audience-items.ts';
import { createReadDecisions } from '../shared/adapters/read-decisions.ts';
import { createReadLastScans } from '../shared/adapters/read-last-scans.ts';
import { createGetProject, createListProjects } from '../shared/adapters/read-projects.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createReadNewestRecords } from './adapters/read-newest-records.ts';
import { createReadRefusedAddresses } from './adapters/read-refused-addresses.ts';
import { type Env, loadEnv } from './env.ts';
import { createFindAudiences } from './find-audiences.ts';
import { createReadAudience } from './read-audience.ts';
import { createReadInstallation } from './read-installation.ts';
import type { ShowPorts } from './show.ts';

export interface Deps {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  /** ARN */
  actionsFunction: string;
  ports: ShowPorts;
}

/** Somebody is waiting for it. */
const patienceMs = 5_000;
/** The dashboard asks for it again and again; what somebody has changed shows on the project's own page. */
const ofAllProjects = { isConsistent: false };

export const createDeps = (
  env: Env = loadEnv(),
  client?: DynamoDBClient,
  host: Host = createHost(),
): Deps => {
  const { logger, now } = host;
  const dynamodb = toDocumentClient(client ?? createDynamodb(host, {}, patienceMs));
  const getProject = createGetProject(dynamodb, env.projectsTable);
  const notes = {
    readLastScans: createReadLastScans(dynamodb, env.audiencesTable),
    countPending: createCountPending(dynamodb, env.audiencesTable),
    readRefusedAddresses: createReadRefusedAddresses(dynamodb, env.audiencesTable),
  };
  return {
    logger,
    actionsFunction: env.actionsFunction,
    ports: {
      now,
      readInstallation: createReadInstallation({
        ...notes,
        listProjects: createListProjects(dynamodb, env.projectsTable, ofAllProjects),
      }),
      findAudiences: createFindAudiences({
        ...notes,
        getProject,
        now,
        listItems: createListAudienceItems(dynamodb, env.audiencesTable),
      }),
      readAudience: createReadAudience({
        getProject,
        getItem: createGetAudienceItem(dynamodb, env.audiencesTable),
        readNewestRecords: createReadNewestRecords(dynamodb, env.importsTable),
        readDecisions: createReadDecisions(dynamodb, env.importsTable),
      }),
    },
  };
};
