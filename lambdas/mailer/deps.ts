import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { createCountPending } from '../shared/adapters/count-pending.ts';
import { clientDefaults, createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import { createGetUnreached } from '../shared/adapters/get-unreached.ts';
import { createListAudienceItems } from '../shared/adapters/read-audience-items.ts';
import { createGetProject, createListProjects } from '../shared/adapters/read-projects.ts';
import { mailerLeaseKey } from '../shared/contract.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createLease } from '../shared/lease/lease.ts';
import type { TurnPorts } from '../shared/lease/take-turn.ts';
import { createGetLastDigest, createSaveLastDigest } from './adapters/last-digest.ts';
import { createListPending } from './adapters/list-pending.ts';
import { createReadPending } from './adapters/read-pending.ts';
import { createRemoveNotices } from './adapters/remove-notices.ts';
import { createSaveUnreached } from './adapters/save-unreached.ts';
import { createSendMail } from './adapters/send-mail.ts';
import { type Env, loadEnv } from './env.ts';
import type { MailDigestsPorts } from './mail-digests.ts';
import type { MailPorts } from './mail-notices.ts';

export interface Deps extends Pick<Host, 'metrics'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  ports: Omit<MailPorts & MailDigestsPorts, 'timeLeft'> & Omit<TurnPorts, 'onLeaseKept'>;
}

export interface Clients {
  dynamodb: DynamoDBClient;
  ses: SESClient;
}

/** A run has less than a minute, and the next one begins where this one ends. */
const patienceMs = 10_000;

const createClients = (host: Host): Clients => ({
  dynamodb: createDynamodb(host, {}, patienceMs),
  ses: new SESClient(clientDefaults),
});

export const createDeps = (
  env: Env = loadEnv(),
  someClients?: Clients,
  host: Host = createHost(),
): Deps => {
  const { logger, metrics, now, newId } = host;
  const clients = someClients ?? createClients(host);
  const dynamodb = toDocumentClient(clients.dynamodb);
  return {
    logger,
    metrics,
    ports: {
      lease: createLease(dynamodb, env.audiencesTable, mailerLeaseKey),
      newOwner: newId,
      now,
      countPending: createCountPending(dynamodb, env.audiencesTable),
      listPending: createListPending(dynamodb, env.audiencesTable),
      readPending: createReadPending(dynamodb, env.audiencesTable),
      removeNotices: createRemoveNotices(dynamodb, env.audiencesTable),
      getProject: createGetProject(dynamodb, env.projectsTable),
      listProjects: createListProjects(dynamodb, env.projectsTable),
      listAudiences: createListAudienceItems(dynamodb, env.audiencesTable),
      getLastDigest: createGetLastDigest(dynamodb, env.audiencesTable),
      saveLastDigest: createSaveLastDigest(dynamodb, env.audiencesTable),
      getUnreached: createGetUnreached(dynamodb, env.audiencesTable),
      saveUnreached: createSaveUnreached(dynamodb, env.audiencesTable),
      sendMail: createSendMail(clients.ses, env.senderEmail),
    },
  };
};
