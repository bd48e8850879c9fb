import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pendingIndex, tableKeys } from '../../lambdas/shared/contract.ts';
import { inGroups } from '../../lambdas/shared/in-groups.ts';
import { startDynamodb } from '../../local/emulators/dynamodb.ts';

export interface ScreenTables {
  client: DynamoDBClient;
  put: (table: string, items: readonly object[]) => Promise<void>;
  /** read units since this was asked last, as the table has reported them */
  takeUnits: () => number;
  stop: () => Promise<void>;
}

/** Our tables in dynalite, which counts units by AWS's rules; every call is made to ask for them. */
export const startTables = async (): Promise<ScreenTables> => {
  const server = await startDynamodb(0);
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { output } = answer;
      if ('ConsumedCapacity' in output && output.ConsumedCapacity !== undefined) {
        const { ConsumedCapacity: used } = output;
        if ('CapacityUnits' in used) units += used.CapacityUnits ?? 0;
      }
      return answer;
    },
    { step: 'initialize' },
  );
  const document = DynamoDBDocumentClient.from(client);
  for (const name of ['projects', 'audiences', 'imports'] as const) {
    const keys: { partition: string; sort?: string } = tableKeys[name];
    const key = [keys.partition, ...(keys.sort === undefined ? [] : [keys.sort])];
    const isAudiences = name === 'audiences';
    const attributes = isAudiences ? [...key, pendingIndex.partition] : key;
    const schemaOf = (names: readonly string[]) =>
      names.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
      }));
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: schemaOf(key),
        AttributeDefinitions: attributes.map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        ...(isAudiences && {
          GlobalSecondaryIndexes: [
            {
              IndexName: pendingIndex.name,
              KeySchema: schemaOf([pendingIndex.partition, pendingIndex.sort]),
              Projection: { ProjectionType: 'KEYS_ONLY' },
            },
          ],
        }),
      }),
    );
  }
  return {
    client,
    put: async (table, items) => {
      for (const group of inGroups(items, 25))
        await document.send(
          new BatchWriteCommand({
            RequestItems: { [table]: group.map((Item) => ({ PutRequest: { Item: { ...Item } } })) },
          }),
        );
    },
    takeUnits: () => {
      const taken = units;
      units = 0;
      return taken;
    },
    stop: async () => {
      client.destroy();
      await server.close();
    },
  };
};
