import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sdkSettings } from '../sdk-settings.ts';
import type { QueueModel, TableModel } from '../template/stack-model.ts';

/** A table that is there already keeps what is in it: the emulator may have run before. */
export const createTables = async (
  endpoint: string,
  tables: readonly TableModel[],
): Promise<void> => {
  const client = new DynamoDBClient(sdkSettings(endpoint));
  for (const table of tables) {
    // dynalite refuses what on-demand tables do not need: throughput, encryption, tags, …
    await client
      .send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }))
      .catch((error: unknown) => {
        if (!(error instanceof ResourceInUseException)) throw error;
      });
    await waitUntilTableExists(
      { client, maxWaitTime: 10, minDelay: 1 },
      { TableName: table.TableName },
    );
  }
  client.destroy();
};

export const createQueues = async (
  endpoint: string,
  queues: readonly QueueModel[],
): Promise<void> => {
  const client = new SQSClient(sdkSettings(endpoint));
  const deadLetterQueuesFirst = queues.toSorted(
    (a, b) => Number(a.deadLetterArn !== undefined) - Number(b.deadLetterArn !== undefined),
  );
  for (const { name, attributes } of deadLetterQueuesFirst)
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  client.destroy();
};
