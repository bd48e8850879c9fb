import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  DynamoDBDocumentClient,
  paginateScan,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  createDeleteUserKeys,
  createPutUserKeys,
} from '../../../bin/cli/adapters/write-user-keys.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'users-'));
  for (const projectId of ['shop', 'other', 'gone']) await storeProject({ projectId });
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

const storeProject = (project: Partial<Project>) =>
  dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.projects, Item: aProject(project) }),
  );

const load = (project: string, file: string, stdin?: string | Uint8Array): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), ['users', 'load', project, file, '--json'], stdin);

const storedKeys = async (): Promise<Set<unknown>> => {
  const keys = new Set();
  const pages = paginateScan({ client: dynalite.document }, { TableName: dynalite.tables.users });
  for await (const { Items = [] } of pages) for (const { userKey } of Items) keys.add(userKey);
  return keys;
};

describe('users load', () => {
  it('registers each line of a file, exactly', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `user ${index % 900}`);
    const file = join(folder, 'users.txt');
    await writeFile(file, `\ufeff${ids.join('\r\n')}\n\n 0001\n"a,b"`);
    const { exitCode, stdout, stderr } = await load('shop', file);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ loaded: 1002, lines: 1002, refused: 0 });
    expect(await storedKeys()).toEqual(
      new Set([...ids, ' 0001', '"a,b"'].map((id) => `shop/${id}`)),
    );
  });

  it('reads standard input', async () => {
    expect(await load('other', '-', 'x\ny')).toMatchObject({ exitCode: 0 });
    const keys = await storedKeys();
    expect([keys.has('other/x'), keys.has('other/y')]).toEqual([true, true]);
  });

  it('loads the others when some lines cannot be IDs, and fails', async () => {
    const stdin = Buffer.concat([
      Buffer.from(`${'z'.repeat(2043)}\n${'z'.repeat(2044)}\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('last'),
    ]);
    const { exitCode, stdout, stderr } = await load('shop', '-', stdin);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ loaded: 2, lines: 4, refused: 2 });
    expect(stderr.trim().split('\n')).toEqual([
      'line 2: too long, nobody can be registered under this ID',
      'line 3: not UTF-8, nobody can be registered under this ID',
    ]);
    const keys = await storedKeys();
    expect(keys.has('shop/last')).toBe(true);
    expect(keys.has(`shop/${'z'.repeat(2043)}`)).toBe(true);
  });

  it('names the first 20 refused lines', async () => {
    const { stderr } = await load('shop', '-', `${'z'.repeat(3000)}\n`.repeat(25));
    expect(stderr.trim().split('\n')).toHaveLength(21);
    expect(stderr).toContain('and 5 more lines that were refused');
  });

  it.each([
    ['a project that does not exist', 'nix', '-', 'There is no project "nix"'],
    ['a file that does not exist', 'shop', 'nix.txt', '"nix.txt" cannot be read (ENOENT)'],
    ['a folder', 'shop', '.', '"." is a folder'],
  ])('refuses %s', async (_, project, file, reason) => {
    const { exitCode, stdout, stderr } = await load(project, file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(reason);
  });
});

describe('users remove', () => {
  const remove = (project: string, file: string, stdin: string): Promise<CommandResult> =>
    runCommand(connectTo(dynalite), ['users', 'remove', project, file, '--json'], stdin);

  it('unregisters those of the file, exactly, and of this project alone', async () => {
    await load('shop', '-', 'r1\nr2\nr3\n r1');
    await load('other', '-', 'r1');
    const { exitCode, stdout, stderr } = await remove('shop', '-', 'r1\nr1\nr3\nnobody');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ removed: 4, lines: 4, refused: 0 });
    const keys = await storedKeys();
    expect(
      ['shop/r1', 'shop/r2', 'shop/r3', 'shop/ r1', 'other/r1'].map((key) => keys.has(key)),
    ).toEqual([false, true, false, true, true]);
  });

  it('also serves a project that was deleted: its users stay until then', async () => {
    await load('gone', '-', 'a');
    await storeProject({ projectId: 'gone', deletedAt: 1 });
    expect(await load('gone', '-', 'b')).toMatchObject({ exitCode: 1 });
    expect(await remove('gone', '-', 'a')).toMatchObject({ exitCode: 0 });
    expect((await storedKeys()).has('gone/a')).toBe(false);
  });

  it('refuses a project that never was', async () => {
    expect((await remove('nix', '-', 'a')).stderr).toContain('There is no project "nix"');
  });
});

describe('a project whose users are in a table of the customer’s', () => {
  it.each(['load', 'remove'])('refuses users %s', async (subcommand) => {
    const usersSource = {
      ...{ tableName: 'crm', keyName: 'id', keyType: 'number' as const, keyPrefix: '' },
    };
    await storeProject({ projectId: 'crm', usersSource });
    const { exitCode, stdout, stderr } = await runCommand(
      connectTo(dynalite),
      ['users', subcommand, 'crm', '-'],
      '1',
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('in your table crm');
    expect((await storedKeys()).has('crm/1')).toBe(false);
  });
});

describe('writing user keys', () => {
  it.each([
    ['put', createPutUserKeys],
    ['deleted', createDeleteUserKeys],
  ])('gives back what DynamoDB did not process of those %s', async (_, create) => {
    const { endpoint, tables } = dynalite;
    // Emulators process everything, so the answer is changed on its way.
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
    );
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { RequestItems } = args.input as BatchWriteCommandInput;
        const output = result.output as BatchWriteCommandOutput;
        output.UnprocessedItems = { [tables.users]: RequestItems![tables.users]!.slice(0, 1) };
        return result;
      },
      { step: 'initialize', priority: 'high' },
    );
    const writeUserKeys = create(client, tables.users);
    expect(await writeUserKeys(['shop/p', 'shop/q'])).toEqual(['shop/p']);
    client.destroy();
  });
});
