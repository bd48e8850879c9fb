import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { announceEvents } from '../../../lambdas/announcer/announce-events.ts';
import { createDeps as announcerDeps } from '../../../lambdas/announcer/deps.ts';
import { collect } from '../../../lambdas/collector/collect.ts';
import { createDeps as collectorDeps } from '../../../lambdas/collector/deps.ts';
import { createDeps as deadLetterDeps } from '../../../lambdas/dead-letter/deps.ts';
import { takeDeadLetter } from '../../../lambdas/dead-letter/take-dead-letter.ts';
import { createDeps as importerDeps } from '../../../lambdas/importer/deps.ts';
import type { ImportPorts } from '../../../lambdas/importer/import-files.ts';
import { importFile } from '../../support/import-file.ts';
import { createDeps as mailerDeps } from '../../../lambdas/mailer/deps.ts';
import { mailNotices } from '../../../lambdas/mailer/mail-notices.ts';
import { createDeps as scannerDeps } from '../../../lambdas/scanner/deps.ts';
import { scanProjects } from '../../../lambdas/scanner/scan-projects.ts';
import {
  announcerLeaseKey,
  collectorKey,
  env,
  lastTickKey,
  mailerPartition,
  scannerKey,
} from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { ignoredKey } from '../../../lambdas/shared/domain/ignored-objects.ts';
import { lastScanSchema } from '../../../lambdas/shared/domain/last-scan.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { usersReadingsKey } from '../../../lambdas/shared/domain/users-readings.ts';
import { chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { ownUserKey } from '../../../lambdas/shared/own-user-key.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject, aSource } from '../../support/factories.ts';
import { everyone } from '../../support/fake-users.ts';
import type { TestServer } from '../../support/http-server.ts';
import { withKernel } from '../../support/kernels.ts';
import { openedFile } from '../../support/opened-file.ts';
import {
  type RecordedRequest,
  startRecorder,
  writtenPaths,
} from '../../support/recorded-requests.ts';
import { streamOf } from '../../support/streams.ts';
import { budgetOf } from '../../support/collector-world.ts';
import { connectTo, runCommand } from '../cli/run-command.ts';
import { live, superseded, rejected, notice, dead, held } from './stored-states.ts';

let dynalite: Dynalite;
let recorder: TestServer;
let requests: RecordedRequest[] = [];
const before = { ...process.env };

beforeAll(async () => {
  dynalite = await startDynalite();
  recorder = await startRecorder(dynalite.endpoint, (request) => requests.push(request));
  const { tables } = dynalite;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: recorder.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    [env.bucket]: 'inbox',
    [env.stackName]: 'AudienceImport',
    [env.importQueueUrl]: 'http://127.0.0.1:1/queue',
    [env.projectsTable]: tables.projects,
    [env.audiencesTable]: tables.audiences,
    [env.membershipsTable]: tables.memberships,
    [env.importsTable]: tables.imports,
    [env.usersTable]: tables.users,
    [env.senderEmail]: 'sender@example.com',
    [env.collectorMaxWriteUnits]: '1000',
  });
});
afterAll(async () => {
  process.env = before;
  await recorder.stop();
  await dynalite.stop();
});

/** The state in which something is done. Its own requests are not recorded. */
const arrange = async (item: Partial<AudienceItem> | undefined, project: Partial<Project> = {}) => {
  const { document, tables } = dynalite;
  await document.send(new PutCommand({ TableName: tables.projects, Item: aProject(project) }));
  if (item)
    await document.send(
      new PutCommand({ TableName: tables.audiences, Item: anAudienceItem(item) }),
    );
  const chunkSet = chunkSetKey('audience-1', 1, 0);
  await document.send(
    new PutCommand({ TableName: tables.memberships, Item: { chunkSet, bucket: 0 } }),
  );
  requests = [];
};

/** Of the items that a function keeps for itself. */
const ownPartitions: readonly string[] = [
  collectorKey.projectId,
  scannerKey.projectId,
  mailerPartition,
  announcerLeaseKey.projectId,
  ignoredKey('shop').projectId,
  ...[usersReadingsKey('shop').projectId, lastTickKey.projectId],
];

/** What was written, by table. */
const written = (): Record<string, string[]> => {
  const found: Record<string, Set<string>> = {};
  for (const request of requests) {
    const { operation, body } = request;
    if (/^(Get|Query|Scan|BatchGet|Describe)/.test(operation)) continue;
    const tables = body.RequestItems ? Object.keys(body.RequestItems) : [String(body.TableName)];
    const isOwnItem = ownPartitions.includes(String(body.Key?.projectId?.S));
    const what = operation === 'UpdateItem' ? writtenPaths(request) : [operation];
    for (const table of tables)
      for (const path of what) (found[isOwnItem ? 'own item' : table] ??= new Set()).add(path);
  }
  return Object.fromEntries(
    Object.entries(found).map(([table, paths]) => [table, [...paths].sort()]),
  );
};

const together = async (
  ...steps: (() => Promise<unknown>)[]
): Promise<Record<string, string[]>> => {
  const all: RecordedRequest[] = [];
  for (const step of steps) {
    await step();
    all.push(...requests);
  }
  requests = all;
  return written();
};

const fail = (error: unknown): never => {
  throw error;
};

const scan = async (
  item: Partial<AudienceItem> | undefined,
  listed: boolean,
  project: Partial<Project> = {},
  isOutOfTime = false,
): Promise<void> => {
  await arrange(item, project);
  const { fileName } = anAudienceItem(item);
  const { ports } = scannerDeps();
  await scanProjects({
    ...ports,
    listFiles: () =>
      streamOf(listed ? [{ name: fileName, ...aSource(), listedAt: Date.now() }] : []),
    sendMessages: (confirmed) => Promise.resolve({ confirmed, refused: [] }),
    isOutOfTime: () => isOutOfTime,
    onNotKept: fail,
  });
};

const doImport = async (
  item: Partial<AudienceItem>,
  more: Partial<ImportPorts> = {},
  project: Partial<Project> = {},
): Promise<void> => {
  await arrange(item, project);
  const { ports } = importerDeps();
  const deadline = Date.now() + 60_000;
  const time = { claimUntil: deadline, deadline, signal: new AbortController().signal };
  await withKernel((kernel) =>
    importFile(aMessage(), time, {
      ...ports,
      kernel,
      openUsers: everyone,
      openFile: () => Promise.resolve(openedFile('a\n')),
      ...more,
    }).catch(() => undefined),
  );
};

const giveUp = async (item: Partial<AudienceItem>, project: Partial<Project> = {}) => {
  const { etag, at } = aMessage();
  await arrange({ enqueued: { etag, at }, ...item }, project);
  const letter = { messageId: 'm1', body: JSON.stringify(aMessage()), sentAt: Date.now() };
  await takeDeadLetter(letter, Date.now() + 60_000, deadLetterDeps().ports);
};

const mail = async (): Promise<void> => {
  await arrange({ notices: { 'i0:empty': notice }, pending: 'shop' });
  await mailNotices({
    ...mailerDeps().ports,
    countPending: () => Promise.resolve(new Map([['shop', 1]])),
    listPending: () => streamOf(['vip.csv']),
    sendMail: () => Promise.resolve(),
    timeLeft: () => 60_000,
  });
};

const runCollector = async (item: Partial<AudienceItem>, project: Partial<Project> = {}) => {
  await arrange(item, project);
  await collect({ ...collectorDeps().ports, budget: budgetOf(1) });
};

const operate = async (
  item: Partial<AudienceItem> | undefined,
  project: Partial<Project>,
  ...args: string[]
): Promise<void> => {
  await arrange(item, project);
  const client = new DynamoDBClient({});
  const document = DynamoDBDocumentClient.from(client);
  const { exitCode, stderr } = await runCommand(connectTo({ ...dynalite, client, document }), args);
  client.destroy();
  if (exitCode !== 0) throw new Error(stderr);
};

/** docs/adr/0002-one-item-per-audience.md says the same. */
describe('what is written', () => {
  const claims = ['claim', 'versionCounter', 'versions.*', 'versions.*.state'];
  const announced = ['events', 'events.*', 'unannounced'];
  const endings = ['deletedAt', 'notices.*', 'outcome', 'pending', 'told', ...announced];

  const ofPublished = ['enqueued.dropped', 'trend', 'versions.*.until'];
  const ofLastScans = Object.keys(lastScanSchema.shape);

  it('by the scanner', async () => {
    const overLimit = { outcome: { ...rejected, cause: 'limit' } };
    expect(
      await together(
        () => scan({ fileName: 'new.csv', deletedAt: 1 }, false),
        () => scan(undefined, true),
        () => scan({ fileName: 'gone.csv' }, false),
        () => scan(overLimit, true),
        () => scan({}, true, {}, true),
        () => scan({}, false),
        () => scan({ source: { ...aSource(), seenAt: 1 } }, true, { expectEveryHours: 1 }),
      ),
    ).toEqual({
      audiences: [
        ...[
          'audienceId?',
          'enqueued',
          'enqueued.sending',
          'notices.*',
          'notices?',
          'outcome.retryAt',
        ],
        ...['pending', 'schema?', 'source', 'source.changedAt?', 'source.present', 'source.seenAt'],
        ...['stale', 'versionCounter?', 'versions?'],
      ],
      'own item': [...ofLastScans, 'isEmpty', 'notices', 'position', 'reasons', 'told'].sort(),
    });
  });

  it('by the importer', async () => {
    expect(
      await together(
        () => doImport({ events: {} }),
        () => doImport({ ...dead, told: { etag: 'e1', causes: ['empty'] } }),
        () => doImport({}, { openFile: () => Promise.resolve(openedFile('')) }),
        () => doImport({}, {}, { paused: true }),
        () => doImport({}, { getProject: () => Promise.reject(new Error('no')) }),
        () => doImport({}, { putChunks: () => Promise.reject(new Error('no')) }),
        () => doImport({}, { openUsers: importerDeps().ports.openUsers, preferredPlan: 'scan' }),
      ),
    ).toEqual({
      audiences: [...claims, ...endings, ...ofPublished].sort(),
      projects: ['slots.*'],
      memberships: ['BatchWriteItem'],
      imports: ['PutItem'],
      'own item': ['whole'],
    });
  });

  it('by the dead-letter function', async () => {
    expect(
      await together(
        () => giveUp(dead),
        () => giveUp({ events: {} }),
        () => giveUp({}, { paused: true }),
      ),
    ).toEqual({
      audiences: [...claims, ...endings, 'enqueued.dropped'].sort(),
      imports: ['PutItem'],
    });
  });

  it('by the mailer', async () => {
    expect(await together(mail)).toEqual({ audiences: ['notices.*', 'pending'] });
    const key = { projectId: 'shop', fileName: 'vip.csv' };
    const removeOne = async () => {
      await arrange({ notices: { 'i0:empty': notice, 'i1:empty': notice }, pending: 'shop' });
      await mailerDeps().ports.removeNotices(key, ['i0:empty'], false);
    };
    expect(await together(removeOne)).toEqual({ audiences: ['notices.*'] });
    const { lease, saveLastDigest } = mailerDeps().ports;
    const turn = () => lease.take('run-1', 0, 1).then(() => lease.giveBack('run-1', 'shop'));
    expect(await together(...[() => arrange({}), turn, () => saveLastDigest('shop', 1)])).toEqual({
      'own item': ['after', 'at', 'owner', 'turn?', 'until'],
    });
  });

  it('by the announcer', async () => {
    const event = { type: 'deleted' as const, trigger: 'deletion' as const, at: 1 };
    const key = { projectId: 'shop', fileName: 'vip.csv' };
    const { lease, ...ports } = announcerDeps().ports;
    const announce = async () => {
      await arrange({ events: { 1: event }, unannounced: 'shop' });
      await announceEvents({
        ...ports,
        timeLeft: () => 60_000,
        listUnannounced: () => streamOf([key]),
        putEvents: () => Promise.resolve([undefined]),
      });
    };
    expect(await together(announce)).toEqual({ audiences: ['events.*', 'unannounced'] });
    expect(
      await together(
        () => arrange({}),
        () => lease.take('run-1', 0, 1).then(() => lease.giveBack('run-1', undefined)),
      ),
    ).toEqual({ 'own item': ['owner', 'turn?', 'until'] });
  });

  it('by the collector', async () => {
    const slots = { [slotOf('vip.csv')]: 2 };
    const deleted = { deletedAt: 1, source: aSource({ present: false }) };
    expect(
      await together(
        () => runCollector({ versions: { 1: superseded }, versionCounter: 1 }),
        () => runCollector({ ...dead, versions: { 2: dead.versions![2]! } }),
        () => runCollector({ ...deleted, versions: {} }, { slots }),
        () => runCollector(held),
      ),
    ).toEqual({
      audiences: [
        ...['DeleteItem', 'claim', 'notices.*', 'operation', 'outcome', 'pending'],
        ...['told', 'versions.*', 'versions.*.state'],
      ],
      projects: ['slots.*'],
      memberships: ['BatchWriteItem'],
      'own item': ['after'],
    });
  });

  it('by the collector, of an audience of a deleted project: as by its deletion', async () => {
    expect(await together(() => runCollector(dead, { deletedAt: 1 }))).toEqual({
      audiences: [
        ...['claim', 'deletedAt', 'enqueued', 'events', 'expectEveryHours', 'guard', 'operation'],
        ...['outcome', 'source.present', 'source.seenAt', 'stale', 'told', 'trend'],
        ...['unannounced', 'versionCounter', 'versions.*.state', 'versions.*.until'],
      ],
    });
  });

  it('by operators', async () => {
    const changes = ['--audience-limit', '5', '--admin-email', 'a@example.com', '--path', 'new/'];
    const replaced = { ...dead, versions: { ...dead.versions, 1: superseded, 3: live } };
    expect(
      await together(
        () => operate({ outcome: rejected }, {}, 'audience', 'retry', 'shop', 'vip'),
        () => operate(replaced, {}, 'audience', 'rollback', 'shop', 'vip', '--to', '1'),
        () => operate(held, {}, 'audience', 'approve', 'shop', 'vip'),
        () => operate(held, {}, 'audience', 'discard', 'shop', 'vip'),
        () => operate({}, {}, 'audience', 'guard', 'shop', 'vip', '--hold-first'),
        () => operate({}, {}, 'audience', 'expect', 'shop', 'vip', '--every', '7d'),
        () => operate(dead, {}, 'audience', 'delete', 'shop', 'vip'),
        () => operate({}, {}, 'project', 'pause', 'shop'),
        () => operate({}, { paused: true }, 'project', 'resume', 'shop'),
        () => operate({}, {}, 'project', 'put', 'shop', ...changes),
        () => operate({}, {}, 'project', 'delete', 'shop', '--yes'),
        () => operate(undefined, { deletedAt: 1 }, 'project', 'put', 'shop', ...changes),
        () => operate(undefined, {}, 'project', 'put', 'fresh', ...changes.slice(0, 4)),
      ),
    ).toEqual({
      audiences: [
        ...['claim', 'deletedAt', 'enqueued', 'events', 'expectEveryHours', 'guard', 'notices.*'],
        ...['operation', 'outcome', 'outcome.retryAt', 'pending', 'source.present'],
        ...['source.seenAt', 'stale', 'told', 'trend', 'unannounced', 'versionCounter'],
        ...['versions.*', 'versions.*.state', 'versions.*.until'],
      ],
      imports: ['PutItem'],
      'own item': ['at', 'isEmpty', 'notices', 'pending', 'reasons', 'told'],
      projects: [
        ...['adminEmails', 'audienceLimit', 'creation', 'dailyDigestHour', 'deletedAt'],
        ...[
          'deletedAt?',
          'delimiter',
          'expectEveryHours',
          'holdFirst',
          'holdWhenEmpty',
          'idColumn',
          'language',
        ],
        ...['mailOnSuccess', 'maxGrowth', 'maxShrink', 'minMembers', 'path', 'paused'],
        ...['paused?', 'rematchHours', 'schema', 'schema?', 'slots', 'slots.*', 'slots?'],
        ...['unregisteredReports', 'usersSource'],
      ],
    });
  });

  it('by operators who repair', async () => {
    const { document, tables } = dynalite;
    await document.send(new PutCommand({ TableName: tables.users, Item: ownUserKey('shop', 'a') }));
    const stray = { chunkSet: chunkSetKey('audience-1', 9, 0), bucket: 0 };
    await document.send(new PutCommand({ TableName: tables.memberships, Item: stray }));
    const published = { ...rejected, result: 'published' as const };
    const repair = (item: Partial<AudienceItem>, project: Partial<Project> = {}) =>
      operate(item, project, 'repair', '--yes');
    expect(
      await together(
        () => repair({ versions: { 2: { ...live, etag: 'e1' } }, outcome: published }),
        () => repair({ ...held, versions: { 2: held.versions![2]! } }),
        () => repair({}, { slots: { unknown: 3 } }),
        () => repair({ audienceId: 'another' }),
      ),
    ).toEqual({
      audiences: [
        ...['PutItem', 'operation', 'outcome.retryAt', 'versionCounter'],
        ...['versions.*', 'versions.*.damaged'],
      ],
      projects: ['slots.*'],
    });
    await document.send(new DeleteCommand({ TableName: tables.memberships, Key: stray }));
  });
});

it('what decides is read strongly consistent', async () => {
  await together(
    () => scan({}, true),
    () => doImport({}),
    () => giveUp({}),
    () => runCollector({ versions: { 1: superseded } }),
    () => operate(dead, {}, 'audience', 'delete', 'shop', 'vip'),
    () => operate({}, {}, 'project', 'pause', 'shop'),
  );
  const { projects, audiences } = dynalite.tables;
  const lax = requests.filter(
    ({ operation, body: { TableName, ConsistentRead, Key, ...body } }) =>
      /^(GetItem|Query|Scan)$/.test(operation) &&
      [projects, audiences].includes(String(TableName)) &&
      ConsistentRead !== true &&
      !ownPartitions.includes(
        String((Key?.projectId ?? body.ExpressionAttributeValues?.[':projectId'])?.S),
      ),
  );
  expect(requests.length).toBeGreaterThan(20);
  expect(lax).toEqual([]);
});
