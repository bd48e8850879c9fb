import {
  CreateTableCommand,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** `lists` has a sparse index, as our audiences table has; `chunks` is sorted by numbers; `users` is not sorted. */
export const tables = { lists: 'lists', chunks: 'chunks', users: 'users' };

export const pendingIndex = 'pending';

const stringKey = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

export const createTables = async (client: DynamoDBClient): Promise<void> => {
  await create(client, {
    TableName: tables.lists,
    AttributeDefinitions: [stringKey('projectId'), stringKey('fileName'), stringKey('pending')],
    KeySchema: [
      { AttributeName: 'projectId', KeyType: 'HASH' },
      { AttributeName: 'fileName', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: pendingIndex,
        KeySchema: [
          { AttributeName: 'pending', KeyType: 'HASH' },
          { AttributeName: 'fileName', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  await create(client, {
    TableName: tables.chunks,
    AttributeDefinitions: [stringKey('projectId'), { AttributeName: 'bucket', AttributeType: 'N' }],
    KeySchema: [
      { AttributeName: 'projectId', KeyType: 'HASH' },
      { AttributeName: 'bucket', KeyType: 'RANGE' },
    ],
  });
  await create(client, {
    TableName: tables.users,
    AttributeDefinitions: [stringKey('user')],
    KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }],
  });
};

const create = async (
  client: DynamoDBClient,
  table: ConstructorParameters<typeof CreateTableCommand>[0],
): Promise<void> => {
  await client.send(new CreateTableCommand({ BillingMode: 'PAY_PER_REQUEST', ...table }));
  await waitUntilTableExists(
    { client, maxWaitTime: 10, minDelay: 1 },
    { TableName: table.TableName },
  );
};
