import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { announceEvents, type AnnouncePorts } from '../../../lambdas/announcer/announce-events.ts';
import { createDeps } from '../../../lambdas/announcer/deps.ts';
import { unannouncedIndex } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { PendingEvent } from '../../../lambdas/shared/domain/pending-event.ts';
import { startControlServer } from '../../../local/control/control-server.ts';
import { createTables } from '../../../local/emulators/create-resources.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import type { Occurrence } from '../../../local/events/bus-event.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem } from '../../support/factories.ts';

/** Those of `startDynalite` have no index. */
const audiencesTable = 'indexed-audiences';

let dynalite: Dynalite;
let bus: Emulator;
let eventBridge: EventBridgeClient;
let ports: AnnouncePorts;
let told: Occurrence[] = [];

beforeAll(async () => {
  dynalite = await startDynalite();
  const { name: IndexName, partition, sort } = unannouncedIndex;
  const keysOf = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await createTables(dynalite.endpoint, [
    {
      TableName: audiencesTable,
      KeySchema: keysOf('projectId', 'fileName'),
      AttributeDefinitions: ['projectId', 'fileName', partition].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName,
          KeySchema: keysOf(partition, sort),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    },
  ]);
  bus = await startControlServer(0, {
    functions: () => [],
    ruleBook: { rules: () => [], calls: new Map() },
    publishEvent: (occurrence) => String(told.push(occurrence)),
    status: () => Promise.reject(new Error('nobody asks')),
    console: () => new Hono(),
  });
  eventBridge = new EventBridgeClient(sdkSettings(bus.url));
  const env = {
    origin: { stack: 'AudienceImport', region: 'eu-west-1' },
    audiencesTable,
    importsTable: dynalite.tables.imports,
  };
  const deps = createDeps(env, { dynamodb: dynalite.client, eventBridge });
  ports = { ...deps.ports, timeLeft: () => 60_000 };
});
afterAll(async () => {
  eventBridge.destroy();
  await bus.close();
  await dynalite.stop();
});
beforeEach(() => {
  told = [];
});

const event = (more: Partial<PendingEvent> = {}): PendingEvent => ({
  type: 'published',
  trigger: 'file',
  at: 1_000,
  version: 3,
  ...more,
});

const arrange = async (more: Partial<AudienceItem>) => {
  const item = anAudienceItem({ unannounced: 'shop', ...more });
  const { projectId, fileName } = item;
  const TableName = audiencesTable;
  const Key = { projectId, fileName };
  await dynalite.document.send(new PutCommand({ TableName, Item: item }));
  return {
    read: async () => {
      const { Item } = await dynalite.document.send(new GetCommand({ TableName, Key }));
      return Item as AudienceItem;
    },
    add: (sequence: string, added: PendingEvent) =>
      dynalite.document.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET #events.#sequence = :event',
          ExpressionAttributeNames: { '#events': 'events', '#sequence': sequence },
          ExpressionAttributeValues: { ':event': added },
        }),
      ),
  };
};
const listed = async (): Promise<unknown[]> => {
  const { Items = [] } = await dynalite.document.send(
    new ScanCommand({ TableName: audiencesTable, IndexName: unannouncedIndex.name }),
  );
  return Items;
};

describe('the announcer', () => {
  it('tells EventBridge what stands in the index, with its record, and takes it away', async () => {
    const { read } = await arrange({
      events: { 5: event({ importId: 'i1' }), 6: event({ type: 'deleted', trigger: 'deletion' }) },
    });
    await dynalite.document.send(
      new PutCommand({
        TableName: dynalite.tables.imports,
        Item: {
          audience: 'shop/vip.csv',
          importId: 'i1',
          etag: 'e1',
          size: 1,
          outcome: 'published',
          startedAt: 1,
          endedAt: 2,
          readUnits: 1,
          writeUnits: 1,
          durations: {},
          expiresAt: 9,
        },
      }),
    );
    expect(await listed()).toHaveLength(1);
    expect(await announceEvents(ports)).toMatchObject({ eventsSent: 2, eventsPending: 0 });
    expect(told).toMatchObject([
      {
        source: 'audience-import',
        detailType: 'Audience Published',
        time: new Date(1_000),
        detail: { project: 'shop', name: 'vip', sequence: 5, record: { importId: 'i1' } },
      },
      { detailType: 'Audience Deleted', detail: { sequence: 6, record: null } },
    ]);
    const item = await read();
    expect([item.events, item.unannounced]).toEqual([{}, undefined]);
    expect(await listed()).toEqual([]);
    expect(await announceEvents(ports)).toMatchObject({ eventsSent: 0, eventsPending: 0 });
  });

  it('leaves what came while it was sending, and its audience in the index', async () => {
    const { read, add } = await arrange({ events: { 5: event() } });
    await announceEvents({
      ...ports,
      putEvents: async (entries) => {
        await add('6', event());
        return ports.putEvents(entries);
      },
    });
    expect(told).toMatchObject([{ detail: { sequence: 5 } }]);
    expect(await read()).toMatchObject({ events: { 6: event() }, unannounced: 'shop' });
    expect((await read()).events).not.toHaveProperty('5');
    await announceEvents(ports);
    expect(told).toMatchObject([{ detail: { sequence: 5 } }, { detail: { sequence: 6 } }]);
  });

  it('says what EventBridge has answered, and keeps what it has not taken', async () => {
    const { read } = await arrange({ events: { 5: event() } });
    const { failures, ...rest } = await announceEvents({
      ...ports,
      putEvents: (entries) =>
        ports.putEvents(entries.map((entry) => ({ ...entry, detailType: '' }))),
    });
    expect(rest).toMatchObject({ eventsSent: 0, eventsPending: 1, isHalted: false });
    expect(failures).toMatchObject([
      { audience: 'shop/vip.csv', error: { name: 'EventRefusedError', code: 'InvalidArgument' } },
    ]);
    expect(await read()).toMatchObject({ events: { 5: event() }, unannounced: 'shop' });
    await announceEvents(ports);
  });

  it('takes an item out of the index that has no event, and makes none of what is gone', async () => {
    const { read } = await arrange({ events: {} });
    await announceEvents(ports);
    expect((await read()).unannounced).toBeUndefined();
    await ports.removeEvents({ projectId: 'shop', fileName: 'never.csv' }, ['1'], true);
    const { Item } = await dynalite.document.send(
      new GetCommand({
        TableName: audiencesTable,
        Key: { projectId: 'shop', fileName: 'never.csv' },
      }),
    );
    expect(Item).toBeUndefined();
  });
});
