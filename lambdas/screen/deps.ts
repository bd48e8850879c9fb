import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../shared/adapters/read-audience-items.ts';
import { createGetProject, createListProjects } from '../shared/adapters/read-projects.ts';
import type { AudienceItem } from '../shared/domain/audience-item.ts';
import { isListed, viewAudience } from '../shared/domain/audience-view.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createReadInstallation } from './adapters/read-installation.ts';
import { type Env, loadEnv } from './env.ts';
import type { ShowPorts } from './show.ts';

export interface Deps {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  /** ARN */
  actionsFunction: string;
  ports: ShowPorts;
}

/** Somebody is waiting for it. */
const patienceMs = 5_000;

export const createDeps = (
  env: Env = loadEnv(),
  client?: DynamoDBClient,
  host: Host = createHost(),
): Deps => {
  const { logger, now } = host;
  const dynamodb = toDocumentClient(client ?? createDynamodb(host, {}, patienceMs));
  const getProject = createGetProject(dynamodb, env.projectsTable);
  const getItem = createGetAudienceItem(dynamodb, env.audiencesTable);
  const listItems = createListAudienceItems(dynamodb, env.audiencesTable);
  return {
    ...{ logger, actionsFunction: env.actionsFunction },
    ports: {
      now,
      readInstallation: createReadInstallation({
        listProjects: createListProjects(dynamodb, env.projectsTable),
      }),
      findAudiences: async ({ project: projectId }) => {
        const project = await getProject(projectId);
        if (!project || project.deletedAt !== undefined) return undefined;
        const items: AudienceItem[] = [];
        for await (const item of listItems(projectId)) if (isListed(item)) items.push(item);
        return {
          project: { project, lastScan: undefined, mailsPending: 0, refusedAddresses: {} },
          audiences: items.map((item) => ({ item, view: viewAudience(item, now()) })),
          ...{ page: 1, pages: 1, found: items.length, unreadable: [] },
        };
      },
      readAudience: async ({ project: projectId, file }) => {
        const [project, item] = await Promise.all([
          getProject(projectId),
          getItem(projectId, file),
        ]);
        return project && item ? { project, item, history: [] } : undefined;
      },
    },
  };
};
