import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '../../../local/local-stack.ts';
import { anyPorts } from '../../../local/ports.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { writeAssembly } from '../../support/local-assembly.ts';

const keys = (...names: string[]) =>
  names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' }));

const resources = {
  Lists: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: keys('owner', 'name'),
      AttributeDefinitions: ['owner', 'name', 'pending'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'pending',
          KeySchema: keys('pending', 'name'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    },
  },
};

let folder: string;
let stack: LocalStack;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-resources-'));
  stack = await startLocalStack({
    assembly: await writeAssembly(join(folder, 'assembly'), { resources }),
    bucketFolder: join(folder, 'bucket'),
    logFolder: join(folder, 'logs'),
    ports: anyPorts,
    onTrouble: () => undefined,
    onCrash: () => undefined,
  });
  dynamodb = new DynamoDBClient(sdkSettings(stack.endpoints.dynamodb));
});

afterAll(async () => {
  dynamodb.destroy();
  await stack.stop();
  await rm(folder, { recursive: true });
});

it('a table has the sparse index of the template, with keys only', async () => {
  const TableName = 'Tiny-Lists';
  const item = { owner: { S: 'shop' }, content: { S: 'long' } };
  await dynamodb.send(
    new PutItemCommand({ TableName, Item: { ...item, name: { S: 'a' }, pending: { S: 'shop' } } }),
  );
  await dynamodb.send(new PutItemCommand({ TableName, Item: { ...item, name: { S: 'b' } } }));

  const { Items } = await dynamodb.send(new ScanCommand({ TableName, IndexName: 'pending' }));
  expect(Items).toEqual([{ owner: { S: 'shop' }, name: { S: 'a' }, pending: { S: 'shop' } }]);
});
