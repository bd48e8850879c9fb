import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { startDynamodb } from '../../local/emulators/dynamodb.ts';

type TableName = keyof typeof tableKeys;

export interface Dynalite {
  client: DynamoDBClient;
  document: DynamoDBDocumentClient;
  endpoint: string;
  /** names of our tables, which exist and are empty */
  tables: Record<TableName, string>;
  stop: () => Promise<void>;
}

/** Key attributes that are not strings. */
const numberKeys: ReadonlySet<string> = new Set([tableKeys.memberships.sort]);

const tables: Dynalite['tables'] = {
  projects: 'projects',
  audiences: 'audiences',
  memberships: 'memberships',
  imports: 'imports',
  users: 'users',
};

/** An empty DynamoDB with our tables on a free port of this machine: one for each test file. */
export const startDynalite = async (): Promise<Dynalite> => {
  const server = await startDynamodb(0);
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  await Promise.all(
    Object.entries(tableKeys).map(([name, keys]) => createTable(client, name as TableName, keys)),
  );
  return {
    client,
    document: DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    }),
    endpoint: server.url,
    tables,
    stop: async () => {
      client.destroy();
      await server.close();
    },
  };
};

const createTable = async (
  client: DynamoDBClient,
  name: TableName,
  keys: { partition: string; sort?: string },
): Promise<void> => {
  const attributes = [keys.partition, ...(keys.sort === undefined ? [] : [keys.sort])];
  const TableName = tables[name];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({
        AttributeName,
        AttributeType: numberKeys.has(AttributeName) ? 'N' : 'S',
      })),
      KeySchema: attributes.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName });
};
