import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Connect } from '../../../bin/cli/stack/connect.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { ownUserKey } from '../../../lambdas/shared/own-user-key.ts';
import { operatorRights, ownUsersTables, readingCommands } from '../../../lib/operator-rights.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import {
  aHeldVersion,
  aLiveVersion,
  anAudienceItem,
  aProject,
  aSource,
} from '../../support/factories.ts';
import { serve, type TestServer } from '../../support/http-server.ts';
import { importList } from '../../support/publish-members.ts';
import { watchCalls } from './recorded-calls.ts';
import { connectTo, runCommand, startLambda } from './run-command.ts';

let dynalite: Dynalite;
let lambda: Awaited<ReturnType<typeof startLambda>>;
let s3: TestServer;
/** by what it is on, as `operatorRights` has it */
let calls: Record<string, Set<string>> = {};
/** What prepares a run calls, too. */
let isRunning = false;

const onCall = (action: string, on: string): void => {
  if (!isRunning) return;
  const inbox = action === 's3:ListBucket' ? 'bucket' : 'files';
  const thing = { inbox, crm: ownUsersTables }[on] ?? on;
  calls[thing] = (calls[thing] ?? new Set()).add(action);
};

const scanned = {
  projectId: 'empty',
  seen: 0,
  changed: 0,
  sent: 0,
  underway: 0,
  ignored: 0,
  missing: 0,
  longestWaitSeconds: 0,
};

beforeAll(async () => {
  dynalite = await startDynalite();
  lambda = await startLambda({
    scanner: () => Promise.resolve({ payload: { projects: [scanned], stoppedEarly: false } }),
  });
  s3 = await serve((request, response) => {
    request.resume();
    if (request.method === 'DELETE') response.writeHead(204).end();
    else if (request.url?.includes('list-type=2') === true) response.end('<ListBucketResult/>');
    else
      response
        .writeHead(200, { etag: '"e"', 'content-length': '2' })
        .end(request.method === 'GET' ? 'a\n' : undefined);
  });
  watchCalls(dynalite.client, onCall);
});
afterAll(async () => {
  await dynalite.stop();
  lambda.stop();
  await s3.stop();
});

const connect: Connect = async (options) => {
  const parts = {
    lambda: lambda.endpoint,
    s3: s3.endpoint,
    resources: { mailerFunction: 'mailer' },
  };
  const stack = await connectTo(dynalite, parts)(options);
  for (const client of [stack.lambda, stack.s3]) watchCalls(client, onCall);
  return stack;
};

const store = (TableName: string, Item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));

/** Nobody finds it with a query, so that it is asked for by itself. */
const removeFirstChunk = async (): Promise<void> => {
  const { document, tables } = dynalite;
  const item = await createGetAudienceItem(document, tables.audiences)('shop', 'vip.csv');
  const Key = { chunkSet: chunkSetKey(item!.audienceId, 2, 0), bucket: 0 };
  await document.send(new DeleteCommand({ TableName: tables.memberships, Key }));
};

const registerAll = async (): Promise<void> => {
  for (const id of ['a', 'b']) await store(dynalite.tables.users, ownUserKey('shop', id));
};

/** Of an audience that nobody knows. */
const storeStray = () =>
  store(dynalite.tables.memberships, { chunkSet: chunkSetKey('nobody', 1, 0), bucket: 0 });

/** So many that reading all users is tried. */
const manyIds = Array.from({ length: 50_000 }, (_, index) => `b\n${index}\n`).join('');

interface Run {
  args: string[];
  stdin?: string;
  before?: () => Promise<unknown>;
  exitCode?: number;
}

const emptied: Run = { args: ['shop', '-', '--yes', '--max-removal', '100'], stdin: '' };

/** In this order: the last ones delete what the others need. */
const runs: Record<string, Run[]> = {
  'project put': [
    { args: ['new', '--audience-limit', '9', '--admin-email', 'a@example.com', '--path', 'new/'] },
    { args: ['new', '--audience-limit', '10'] },
    { args: ['new', '--path', 'other/', '--rematch', '24'] },
  ],
  'project list': [{ args: [] }],
  'project show': [{ args: ['shop'] }],
  'project pause': [{ args: ['shop'] }],
  'project resume': [{ args: ['shop'] }],
  // Whether somebody is registered under what is a column's name is asked for by itself.
  'users load': [{ args: ['shop', '-'], stdin: 'id\na\n' }],
  'users remove': [{ args: ['shop', '-'], stdin: 'id\na\n' }],
  'users sync': [{ args: ['shop', '-', '--yes'], stdin: 'id\na\n' }, emptied],
  'users count': [{ args: ['shop'] }],
  'users contains': [{ args: ['shop', 'a'], exitCode: 1 }],
  scan: [{ args: [] }, { args: ['--wait'] }, { args: ['--wait-mails'] }],
  'audience list': [{ args: ['shop'] }, { args: ['empty'] }],
  'audience show': [{ args: ['shop', 'vip'] }, { args: ['shop', 'VIP'], exitCode: 1 }],
  'audience contains': [
    { args: ['shop', 'vip', 'b'] },
    { args: ['shop', 'VIP', 'b'], exitCode: 3 },
  ],
  'audience which': [{ args: ['shop', 'b'] }],
  'import validate': [
    { args: ['shop', '-', '--name', 'vip'], stdin: 'a\n', before: registerAll },
    { args: ['shop', '-', '--name', 'vip'], stdin: 'a\nb\n' },
    { args: ['shop', '-', '--name', 'vip'], stdin: manyIds },
    { args: ['shop', '--key', 'vip.csv'] },
    { args: ['crm', '-', '--name', 'vip'], stdin: 'a\n' },
    { args: ['crm', '-', '--name', 'vip'], stdin: manyIds },
  ],
  'audience members': [
    { args: ['shop', 'vip'] },
    { args: ['shop', 'vip', '--or', 'gold', '--and', 'vip', '--count'] },
    { args: ['shop', 'vip', '--not', 'VIP'], exitCode: 1 },
    { args: ['shop', 'vip', '--csv'] },
    { args: ['shop', 'vip'], before: removeFirstChunk, exitCode: 1 },
  ],
  'audience discard': [{ args: ['held', 'vip'] }, { args: ['held', 'first'] }],
  'audience approve': [{ args: ['held', 'gold'] }, { args: ['held', 'another first'] }],
  'audience expect': [
    { args: ['shop', 'vip', '--every', '7d'] },
    { args: ['shop', 'vip'] },
    { args: ['shop', 'VIP'], exitCode: 1 },
  ],
  'audience guard': [
    { args: ['shop', 'vip', '--max-shrink', '20'] },
    { args: ['shop', 'vip'] },
    { args: ['shop', 'VIP'], exitCode: 1 },
  ],
  'audience rollback': [{ args: ['shop', 'vip'] }],
  'audience retry': [{ args: ['shop', 'vip'] }],
  repair: [{ args: ['--yes'], before: storeStray, exitCode: 1 }, { args: ['shop', '--dry-run'] }],
  estimate: [{ args: [] }, { args: ['shop'] }],
  'import history': [{ args: ['shop'] }, { args: ['shop', 'vip'] }],
  'dead-letter redrive': [{ args: [] }],
  'audience delete': [
    { args: ['shop', 'vip', '--with-file'] },
    { args: ['shop', 'VIP'], exitCode: 1 },
  ],
  'project delete': [{ args: ['shop', '--yes'] }],
};

describe('the rights of operators', () => {
  beforeAll(async () => {
    await store(dynalite.tables.projects, aProject());
    await store(dynalite.tables.projects, aProject({ projectId: 'empty', path: 'empty/' }));
    await importList(dynalite, 'vip.csv', ['a']);
    await importList(dynalite, 'vip.csv', ['a', 'b']);
    await importList(dynalite, 'gold.csv', ['c']);
    const outcome = { etag: 'e1', result: 'failed', cause: 'gave-up', importId: 'i1', at: 1 };
    await store(dynalite.tables.projects, aProject({ projectId: 'held' }));
    for (const [fileName, versions] of [
      ['vip.csv', { 1: aLiveVersion(), 2: aHeldVersion() }],
      ['gold.csv', { 1: aLiveVersion(), 2: aHeldVersion() }],
      ['first.csv', { 2: aHeldVersion() }],
      ['another first.csv', { 2: aHeldVersion() }],
    ] as const)
      await store(dynalite.tables.audiences, {
        ...anAudienceItem({ projectId: 'held', fileName, versionCounter: 2 }),
        versions,
        outcome: { etag: 'e1', result: 'held', cause: 'would-be-empty', importId: 'i1', at: 1 },
      });
    await dynalite.client.send(
      new CreateTableCommand({
        TableName: 'crm',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await waitUntilTableExists(
      ...([
        { client: dynalite.client, maxWaitTime: 10, minDelay: 1 },
        { TableName: 'crm' },
      ] as const),
    );
    const usersSource = {
      tableName: 'crm',
      keyName: 'id',
      keyType: 'string',
      keyPrefix: '',
    } as const;
    await store(
      dynalite.tables.projects,
      aProject({ projectId: 'crm', usersSource: { ...usersSource, maxReadUnits: 100_000 } }),
    );
    const retryAt = Date.now() + 86_400_000;
    await store(dynalite.tables.audiences, {
      ...anAudienceItem({ fileName: 'dead.csv', source: aSource({ etag: 'e1' }) }),
      outcome: { ...outcome, retryAt },
    });
  });

  it.each(Object.entries(runs))('%s calls exactly what it may', async (command, several) => {
    calls = {};
    for (const { args, stdin, before, exitCode = 0 } of several) {
      await before?.();
      isRunning = true;
      // So that what it prints is compared with the contract, too.
      const json = args.includes('--csv') ? [] : ['--json'];
      const words = [...json, ...command.split(' '), ...args];
      const result = await runCommand(connect, words, stdin);
      isRunning = false;
      expect(result).toEqual({
        exitCode,
        stdout: expect.any(String),
        stderr: exitCode === 0 ? expect.not.stringContaining('error') : expect.any(String),
      });
    }
    const called = Object.entries(calls).map(([on, actions]) => [on, [...actions].sort()]);
    const allowed = Object.entries(operatorRights[command]!).map(([on, actions]) => [
      on,
      [...actions].sort(),
    ]);
    expect(Object.fromEntries(called)).toEqual(Object.fromEntries(allowed));
  });

  it('of viewers are those of the commands that change nothing', () => {
    expect([...readingCommands].sort()).toEqual([
      'audience contains',
      'audience list',
      'audience members',
      'audience show',
      'audience which',
      'estimate',
      'import history',
      'import validate',
      'project list',
      'project show',
      'users contains',
      'users count',
    ]);
  });

  it('are written down for every command, but for those of a local stack', async () => {
    const subcommandsOf = async (...command: string[]): Promise<string[][]> => {
      const { stdout } = await runCommand(connect, [...command, '--help']);
      const [, list = ''] = stdout.split('Commands:\n');
      const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!);
      return names.filter((name) => name !== 'help').map((name) => [...command, name]);
    };
    const found: string[] = [];
    for (const group of await subcommandsOf()) {
      const below = await subcommandsOf(...group);
      found.push(...(below.length > 0 ? below : [group]).map((command) => command.join(' ')));
    }
    // The doctor looks at the account, and says of what it may not look at which right that is.
    const known = [...Object.keys(operatorRights), 'mail list', 'doctor', 'completion'];
    expect(found.sort()).toEqual(known.sort());
    expect(Object.keys(runs).sort()).toEqual(Object.keys(operatorRights).sort());
  });
});
