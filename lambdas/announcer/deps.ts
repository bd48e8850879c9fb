import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientDefaults, createDynamodb, toDocumentClient } from '../shared/adapters/clients.ts';
import { announcerLeaseKey } from '../shared/contract.ts';
import { createHost, type Host } from '../shared/host.ts';
import { createLease } from '../shared/lease/lease.ts';
import type { TurnPorts } from '../shared/lease/take-turn.ts';
import { createListUnannounced } from './adapters/list-unannounced.ts';
import { createPutEvents } from './adapters/put-events.ts';
import { createReadEvents } from './adapters/read-events.ts';
import { createReadRecord } from './adapters/read-record.ts';
import { createRemoveEvents } from './adapters/remove-events.ts';
import type { AnnouncePorts } from './announce-events.ts';
import { type Env, loadEnv } from './env.ts';

export interface Deps extends Pick<Host, 'metrics'> {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
  ports: Omit<AnnouncePorts, 'timeLeft'> & Omit<TurnPorts, 'onLeaseKept'>;
}

export interface Clients {
  dynamodb: DynamoDBClient;
  eventBridge: EventBridgeClient;
}

/** A run has less than a minute, and the next one finds what this one leaves. */
const patienceMs = 10_000;

const createClients = (host: Host): Clients => ({
  dynamodb: createDynamodb(host, {}, patienceMs),
  eventBridge: new EventBridgeClient(clientDefaults),
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
      lease: createLease(dynamodb, env.audiencesTable, announcerLeaseKey),
      newOwner: newId,
      now,
      origin: env.origin,
      listUnannounced: createListUnannounced(dynamodb, env.audiencesTable),
      readEvents: createReadEvents(dynamodb, env.audiencesTable),
      readRecord: createReadRecord(dynamodb, env.importsTable),
      putEvents: createPutEvents(clients.eventBridge),
      removeEvents: createRemoveEvents(dynamodb, env.audiencesTable),
    },
  };
};
