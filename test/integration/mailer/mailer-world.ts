import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Explanation } from '../../../lambdas/shared/domain/explanation.ts';
import type { Context } from 'aws-lambda';
import { createLease } from '../../../lambdas/shared/lease/lease.ts';
import { createListPending } from '../../../lambdas/mailer/adapters/list-pending.ts';
import { createCountPending } from '../../../lambdas/shared/adapters/count-pending.ts';
import {
  createGetLastDigest,
  createSaveLastDigest,
} from '../../../lambdas/mailer/adapters/last-digest.ts';
import { createReadPending } from '../../../lambdas/mailer/adapters/read-pending.ts';
import { createRemoveNotices } from '../../../lambdas/mailer/adapters/remove-notices.ts';
import { createSaveUnreached } from '../../../lambdas/mailer/adapters/save-unreached.ts';
import { createSendMail } from '../../../lambdas/mailer/adapters/send-mail.ts';
import type { Deps } from '../../../lambdas/mailer/deps.ts';
import { createHandler, type MailSummary } from '../../../lambdas/mailer/handler.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
  type GetAudienceItem,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetUnreached } from '../../../lambdas/shared/adapters/get-unreached.ts';
import {
  createGetProject,
  createListProjects,
} from '../../../lambdas/shared/adapters/read-projects.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import { mailerLeaseKey, pendingIndex } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { startSes } from '../../../local/emulators/ses.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject, aSource } from '../../support/factories.ts';

export interface StoredMail {
  messageId: string;
  from: string;
  destination: { to: string[]; cc: string[]; bcc: string[] };
  subject: string;
  body: { text: string; html: string };
}

export interface MailerWorld {
  /** a client that gets so many items a page; ends with the world */
  pagedDocument: (itemsPerPage: number) => DynamoDBDocumentClient;
  audiencesTable: string;
  ports: Deps['ports'];
  getItem: GetAudienceItem;
  /** bodies of the requests to SES: the emulator shows only the first of several recipients */
  requests: URLSearchParams[];
  /** arguments of the calls to the logger */
  logged: unknown[];
  /** by name, as emitted last */
  metrics: Record<string, number>;
  /** One run of the mailer, with some of its adapters replaced. */
  run: (more?: Partial<Deps['ports']>) => Promise<MailSummary>;
  mails: () => Promise<StoredMail[]>;
  /** The message as a mail server would carry it, as the emulator composes it. */
  rawMail: (mail: StoredMail) => Promise<Buffer>;
  putProject: (more?: Partial<Project>) => Promise<void>;
  putAudience: (more: Partial<AudienceItem>) => Promise<void>;
  /** What scanner and importer write when a file that was uploaded is rejected. */
  rejectFile: (projectId: string, fileName: string, etag?: string) => Promise<void>;
  /** What the index shows. */
  pendingKeys: () => Promise<string[]>;
  stop: () => Promise<void>;
}

const sender = 'audience-import@example.com';
const audiencesTable = 'audiences-with-index';
const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

/** The mailer with its real adapters on dynalite and the SES emulator, and what it needs around it. */
export const startMailerWorld = async (): Promise<MailerWorld> => {
  const dynalite = await startDynalite();
  const { document } = dynalite;
  await createAudiences(dynalite);
  const server = await startSes(0);
  const ses = new SESClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const clients: { destroy: () => void }[] = [ses];
  const requests: URLSearchParams[] = [];
  ses.middlewareStack.add(
    (next) => (args) => {
      requests.push(new URLSearchParams((args.request as { body: string }).body));
      return next(args);
    },
    { step: 'finalizeRequest' },
  );

  const logged: unknown[] = [];
  const metrics: Record<string, number> = {};
  const log = (...entry: unknown[]): void => void logged.push(entry);
  let runs = 0;
  const ports: Deps['ports'] = {
    lease: createLease(document, audiencesTable, mailerLeaseKey),
    countPending: createCountPending(document, audiencesTable),
    listPending: createListPending(document, audiencesTable),
    readPending: createReadPending(document, audiencesTable),
    removeNotices: createRemoveNotices(document, audiencesTable),
    listProjects: createListProjects(document, dynalite.tables.projects),
    listAudiences: createListAudienceItems(document, audiencesTable),
    getLastDigest: createGetLastDigest(document, audiencesTable),
    saveLastDigest: createSaveLastDigest(document, audiencesTable),
    getProject: createGetProject(document, dynalite.tables.projects),
    getUnreached: createGetUnreached(document, audiencesTable),
    saveUnreached: createSaveUnreached(document, audiencesTable),
    sendMail: createSendMail(ses, sender),
    newOwner: () => `run-${(runs += 1)}`,
    now: () => 100_000_000,
  };
  const getItem = createGetAudienceItem(document, audiencesTable);
  const audiences = {
    dynamodb: document,
    tableName: audiencesTable,
    getItem,
    now: () => 100_000_000,
  };

  const world: MailerWorld = {
    audiencesTable,
    ports,
    requests,
    logged,
    metrics,
    getItem,

    run: (more = {}) =>
      createHandler({
        ports: { ...ports, ...more },
        logger: { addContext: () => undefined, info: log, warn: log, error: log },
        metrics: {
          addMetric: (name: string, _: unknown, value: number) => {
            metrics[name] = value;
          },
          publishStoredMetrics: () => undefined,
        } as unknown as Deps['metrics'],
      })({}, context),

    mails: async () => {
      const response = await fetch(`${server.url}/store`);
      return ((await response.json()) as { emails: StoredMail[] }).emails;
    },
    rawMail: async ({ messageId }) => {
      const response = await fetch(`${server.url}/get-emlContent?messageId=${messageId}`);
      const { body } = (await response.json()) as { body: { data: number[] } };
      return Buffer.from(body.data);
    },

    putProject: async (more = {}) => {
      const Item = aProject(more);
      await document.send(new PutCommand({ TableName: dynalite.tables.projects, Item }));
    },
    putAudience: async (more) => {
      const Item = anAudienceItem(more);
      await document.send(new PutCommand({ TableName: audiencesTable, Item }));
    },
    rejectFile: async (projectId, fileName, etag = 'e1') => {
      const item = await getItem(projectId, fileName);
      await world.putAudience({ ...item, projectId, fileName, source: aSource({ etag }) });
      const message = aMessage({ projectId, fileName, etag });
      const claim = createClaimImport(audiences);
      const claimed = await claim(message, `import-of-${etag}`, 200_000_000);
      if (typeof claimed === 'string') throw new Error(`not claimed: ${claimed}`);
      const failure = { cause: 'not-utf8' as const, message: 'Row 2 is not UTF-8.', row: 2 };
      const explanation: Explanation = { of: 'not-utf8', values: { row: 2 } };
      await createEndImport(audiences).reject(claimed, { ...failure, explanation }, 'no-chunks');
    },
    pendingKeys: async () => {
      const { Items = [] } = await document.send(
        new ScanCommand({ TableName: audiencesTable, IndexName: pendingIndex.name }),
      );
      return Items.map(({ projectId, fileName }) => `${String(projectId)}/${String(fileName)}`);
    },

    pagedDocument: (Limit) => {
      const client = new DynamoDBClient({
        endpoint: dynalite.endpoint,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      client.middlewareStack.add(
        (next) => (args) => next({ ...args, input: { ...args.input, Limit } }),
        {
          step: 'initialize',
        },
      );
      clients.push(client);
      return DynamoDBDocumentClient.from(client);
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await server.close();
      await dynalite.stop();
    },
  };
  return world;
};

const createAudiences = async ({ client }: Dynalite): Promise<void> => {
  const { name, partition, sort } = pendingIndex;
  await client.send(
    new CreateTableCommand({
      TableName: audiencesTable,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['projectId', sort, partition].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'projectId', KeyType: 'HASH' },
        { AttributeName: 'fileName', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: name,
          KeySchema: [
            { AttributeName: partition, KeyType: 'HASH' },
            { AttributeName: sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  await waitUntilTableExists(
    { client, maxWaitTime: 10, minDelay: 1 },
    { TableName: audiencesTable },
  );
};
