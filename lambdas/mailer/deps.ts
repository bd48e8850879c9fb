import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { clientDefaults, toDocumentClient } from '../shared/adapters/clients.ts';
import { createGetProject } from '../shared/adapters/read-projects.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createListPending } from './adapters/list-pending.ts';
import { createReadPending } from './adapters/read-pending.ts';
import { createRemoveNotices } from './adapters/remove-notices.ts';
import { createSendMail } from './adapters/send-mail.ts';
import { type Env, loadEnv } from './env.ts';
import type { MailPorts } from './mail-notices.ts';

export interface Deps extends Pick<Host, 'metrics'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  ports: Omit<MailPorts, 'isOutOfTime'>;
}

export interface Clients {
  dynamodb: DynamoDBClient;
  ses: SESClient;
}

const createClients = (): Clients => ({
  dynamodb: new DynamoDBClient(clientDefaults),
  ses: new SESClient(clientDefaults),
});

export const createDeps = (
  env: Env = loadEnv(),
  clients: Clients = createClients(),
  { logger, metrics }: Host = createHost(),
): Deps => {
  const dynamodb = toDocumentClient(clients.dynamodb);
  return {
    ...{ logger, metrics },
    ports: {
      listPending: createListPending(dynamodb, env.audiencesTable),
      readPending: createReadPending(dynamodb, env.audiencesTable),
      removeNotices: createRemoveNotices(dynamodb, env.audiencesTable),
      getProject: createGetProject(dynamodb, env.projectsTable),
      sendMail: createSendMail(clients.ses, env.senderEmail),
    },
  };
};
