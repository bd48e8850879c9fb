import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { importList, usersIn } from '../../support/publish-members.ts';
import { itWithPython, runPython } from '../../support/python.ts';

const it = itWithPython(['boto3']);
const example = join(import.meta.dirname, '../../../docs/examples/write_users.py');

let dynalite: Dynalite;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'write-users-'));
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

const write = async (ids: readonly string[], ...options: string[]): Promise<void> => {
  const file = join(folder, 'ids.txt');
  await writeFile(file, ids.map((id) => `${id}\n`).join(''));
  const table = ['--table', dynalite.tables.users, '--endpoint-url', dynalite.endpoint];
  await runPython([example, ...table, ...options, 'shop', file], {
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
};

describe('the writer of users in Python', () => {
  it('agrees with the test vectors', async () => {
    await runPython([join(import.meta.dirname, 'test_users.py')]);
  });

  it('registers users whom imports find, by lookup and by reading all', async () => {
    const odd = ['漢字', '😀', ' 1', '1', 'a\rb', 'say "hi"', 'é', 'x'.repeat(1024)];
    const many = Array.from({ length: 300 }, (_, index) => `user-${index}`);
    await write([...odd, ...many, 'gone']);
    await write(['gone', 'never-there'], '--remove');
    const asked = [...odd, ...many, 'gone', 'nobody'];
    // Connections that were left open while Python ran may be closed by now.
    const client = new DynamoDBClient(sdkSettings(dynalite.endpoint));
    const stack = { ...dynalite, client, document: DynamoDBDocumentClient.from(client) };
    for (const preferredPlan of ['lookup', 'scan'] as const) {
      const openUsers = usersIn(stack);
      const result = await importList(stack, `${preferredPlan}.csv`, asked, {
        openUsers,
        preferredPlan,
      });
      expect(result).toMatchObject({
        counts: { members: odd.length + many.length, unregistered: 2 },
      });
    }
    client.destroy();
  });
});
