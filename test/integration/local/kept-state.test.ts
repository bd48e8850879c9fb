import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { stackFileSchema, type StackFile } from '../../../local/stack-file.ts';
import { eventually } from '../../support/eventually.ts';
import { contractOutputs, writeAssembly } from '../../support/local-assembly.ts';

// Each test starts the emulators two or three times.

const program = join(import.meta.dirname, '../../../local/start.ts');
const tableOf = (name: string, key: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  },
});

let folder: string;
let state: string;
let assembly: string;
let started: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-state-'));
  state = join(folder, 'state');
  started = [];
  assembly = await writeAssembly(join(folder, 'assembly'), {
    resources: { Things: tableOf('Things', 'id'), Projects: tableOf('Projects', 'projectId') },
    outputs: { ...contractOutputs, [stackOutputs.projectsTable]: { Value: { Ref: 'Projects' } } },
  });
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const run = (...more: string[]) => {
  const words = [program, '--empty', '--every', 'never', '--assembly', assembly, ...more];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr]) => ({ stdout, stderr }),
  );
  const ready = () =>
    eventually('stack.json of this process is there', async (): Promise<StackFile | undefined> => {
      const content = await readFile(join(state, 'stack.json'), 'utf8').catch(() => '{}');
      const { data } = stackFileSchema.safeParse(JSON.parse(content));
      return data?.pid === child.pid ? data : undefined;
    });
  return { child, ended, ready };
};

const withClient = async <T>(
  { endpoints }: StackFile,
  work: (client: DynamoDBClient) => Promise<T>,
): Promise<T> => {
  const client = new DynamoDBClient(sdkSettings(endpoints.dynamodb));
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
};
const put = (stack: StackFile, id: string) =>
  withClient(stack, (client) =>
    client.send(new PutItemCommand({ TableName: 'Things', Item: { id: { S: id } } })),
  );
const has = (stack: StackFile, id: string) =>
  withClient(stack, async (client) => {
    const get = new GetItemCommand({ TableName: 'Things', Key: { id: { S: id } } });
    return (await client.send(get)).Item !== undefined;
  });

describe('npm start -- --state DIR', () => {
  it('goes on with tables and files, whether it was ended or killed', async () => {
    const first = run('--state', state);
    await put(await first.ready(), 'one');
    await writeFile(join(state, 'bucket', 'a.csv'), '1\n');
    first.child.kill('SIGINT');
    expect((await first.ended).stdout).toContain(`stay in ${state}`);

    const second = run('--state', state);
    const stack = await second.ready();
    expect(await has(stack, 'one')).toBe(true);
    await put(stack, 'two');
    second.child.kill('SIGKILL');
    expect((await second.ended).stdout).toContain(`It goes on with what ${state} has kept`);

    const third = await run('--state', state).ready();
    expect([await has(third, 'one'), await has(third, 'two')]).toEqual([true, true]);
    expect(await readFile(join(state, 'bucket', 'a.csv'), 'utf8')).toBe('1\n');
  });

  it('throws both away with --fresh, and nothing for the sake of another engine', async () => {
    const first = run('--state', state);
    await put(await first.ready(), 'one');
    await writeFile(join(state, 'bucket', 'a.csv'), '1\n');
    first.child.kill('SIGTERM');
    await first.ended;

    const refused = run('--state', state, '--dynamodb', 'official');
    expect((await refused.ended).stderr).toContain('go on with --dynamodb dynalite');
    expect(existsSync(join(state, 'bucket', 'a.csv'))).toBe(true);

    const fresh = run('--state', state, '--fresh');
    expect(await has(await fresh.ready(), 'one')).toBe(false);
    expect(existsSync(join(state, 'bucket', 'a.csv'))).toBe(false);
    fresh.child.kill('SIGTERM');
    expect((await fresh.ended).stdout).toContain(`--state ${state} project put shop`);
  });
});
