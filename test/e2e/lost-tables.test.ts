// Takes some 20 s: the whole stack has to start, and a repair is worth nothing that was not tried on it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { definitionOf } from '../../bin/cli/repair/definition-of.ts';
import type { RepairFinding, RepairView } from '../../bin/cli/repair/finding.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, type StackFile, startStack } from '../support/running-stack.ts';

jest.setTimeout(600_000);

type TableName = keyof StackFile['tables'];

let stack: RunningStack;
let operator: Operator;
let dynamodb: DynamoDBClient;

const put = ['project', 'put', 'shop', '--admin-email', 'a@example.com', '--audience-limit', '2'];
let users: string;

beforeAll(async () => {
  stack = await startStack();
  operator = operate(stack.state);
  dynamodb = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    endpoint: stack.endpoints.dynamodb,
  });
  users = join(stack.folder, 'users.csv');
  await writeFile(users, 'a\nb\nc\n');
  await mkdir(join(stack.inbox, 'shop'));
  await operator.run(put);
  await operator.run(['users', 'load', 'shop', users]);
  // The number under which the place of "vip" is held is not that of a new audience.
  await writeFile(join(stack.inbox, 'shop', 'vip.csv'), Buffer.from([0xff]));
  await operator.run(['scan', '--wait']);
  await writeFile(join(stack.inbox, 'shop', 'vip.csv'), 'a\nb\n');
  await writeFile(join(stack.inbox, 'shop', 'loyal.csv'), 'a\n');
  await operator.run(['scan', '--wait']);
  await writeFile(join(stack.inbox, 'shop', 'loyal.csv'), 'a\nb\nc\n');
  await operator.run(['scan', '--wait']);
});
afterAll(async () => {
  dynamodb.destroy();
  await stack.stop();
});

const drop = async (name: TableName): Promise<void> => {
  const TableName = stack.tables[name];
  await dynamodb.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists({ client: dynamodb, maxWaitTime: 10, minDelay: 1 }, { TableName });
};

const makeAnew = async (name: TableName): Promise<void> => {
  const TableName = stack.tables[name];
  await dynamodb.send(new CreateTableCommand(definitionOf(name, TableName)));
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 10, minDelay: 1 }, { TableName });
};

const lose = async (name: TableName): Promise<void> => {
  await drop(name);
  await makeAnew(name);
};

const repair = async (...options: string[]): Promise<RepairView & { exitCode: number }> => {
  const { exitCode, stdout } = await operator.attempt(['--json', 'repair', '--yes', ...options]);
  return { exitCode, ...(JSON.parse(stdout) as RepairView) };
};

const toldOf = ({ findings }: { findings: RepairFinding[] }): string[] =>
  findings.map(({ what, name, why }) =>
    [what, name, why].filter((each) => each !== null).join(' '),
  );

const members = async (name: string): Promise<string[]> =>
  (await operator.run(['audience', 'members', 'shop', name])).trim().split('\n').sort();

const expectAllToWork = async (): Promise<void> => {
  expect(await members('vip')).toEqual(['a', 'b']);
  expect(await members('loyal')).toEqual(['a', 'b', 'c']);
  expect(await repair()).toMatchObject({ exitCode: 0, findings: [] });
};

beforeEach(expectAllToWork);

describe('a table that is gone', () => {
  it('is told with the command that makes it anew', async () => {
    await drop('imports');
    const { exitCode, stdout } = await operator.attempt(['repair']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`The table of imports is gone: ${stack.tables.imports}.`);
    const [, json = ''] = /--cli-input-json '(.*)'/.exec(stdout) ?? [];
    expect(JSON.parse(json)).toEqual(definitionOf('imports', stack.tables.imports));
    await makeAnew('imports');
  });
});

describe('when a table was lost and made anew', () => {
  it('memberships: the files are imported again, and earlier versions are not offered any more', async () => {
    await lose('memberships');
    const dryRun = await repair('--dry-run');
    expect(dryRun).toMatchObject({ exitCode: 1, dryRun: true });
    const result = await repair();
    expect(result).toMatchObject({ exitCode: 0, findings: dryRun.findings });
    expect(toldOf(result)).toEqual(
      expect.arrayContaining(['members-unreadable vip import', 'members-unreadable loyal import']),
    );
    await operator.run(['scan', '--wait']);
    const rollback = await operator.attempt(['audience', 'rollback', 'shop', 'vip']);
    expect(rollback).toMatchObject({ exitCode: 1 });
  });

  it('audiences: they come back from the files, in the places that they had, and their chunks wait for the collector', async () => {
    await lose('audiences');
    // Before anybody has thought of repairing anything.
    await operator.run(['scan', '--wait']);
    const result = await repair();
    expect(toldOf(result)).toEqual(
      expect.arrayContaining(['place-refused vip', 'numbers-behind vip', 'chunks-unknown']),
    );
    expect(result.exitCode).toBe(0);
    await operator.run(['scan', '--wait']);
  });

  it('audiences, and nothing was scanned since: the places are free', async () => {
    await lose('audiences');
    const result = await repair();
    expect(toldOf(result)).toEqual([
      'place-unused',
      'place-unused',
      'chunks-unknown',
      'chunks-unknown',
      ...['chunks-unknown', 'chunks-unknown'],
    ]);
    await operator.run(['scan', '--wait']);
  });

  it('projects: its settings are given again, and the places counted', async () => {
    await lose('projects');
    expect(await repair()).toMatchObject({
      exitCode: 1,
      findings: [{ what: 'project-missing', project: 'shop', left: true }],
    });
    await operator.run(put);
    const result = await repair();
    expect(toldOf(result)).toEqual(['place-missing loyal', 'place-missing vip']);
    await writeFile(join(stack.inbox, 'shop', 'third.csv'), 'a\n');
    await operator.attempt(['scan', '--wait']);
    expect(await operator.runJson(['audience', 'show', 'shop', 'third'])).toMatchObject({
      status: 'rejected',
      cause: 'limit',
    });
  });

  it('users: nothing is imported for the project before they are registered again', async () => {
    await lose('users');
    await lose('memberships');
    expect(toldOf(await repair())).toEqual(
      expect.arrayContaining(['users-missing', 'members-unreadable vip users-missing']),
    );
    await operator.run(['users', 'load', 'shop', users]);
    expect(toldOf(await repair())).toEqual([
      'members-unreadable loyal import',
      'members-unreadable vip import',
    ]);
    await operator.run(['scan', '--wait']);
  });

  it('imports: nothing has to be done', async () => {
    await lose('imports');
    expect(await repair()).toMatchObject({ exitCode: 0, findings: [] });
    expect(await operator.runJson(['import', 'history', 'shop'])).toEqual([]);
  });
});

it('works in the end', expectAllToWork);
