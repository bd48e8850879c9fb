import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import {
  importQueueRetentionSeconds,
  pendingIndex,
  repeatDelaysSeconds,
  scanEveryMinutes,
  tableKeys,
  unannouncedIndex,
} from '../../../lambdas/shared/contract.ts';
import type { Aws } from '../aws/create-aws.ts';

/** Names of what the stack creates. */
export const tables = {
  projects: 'projects',
  audiences: 'audiences',
  memberships: 'memberships',
  imports: 'imports',
  users: 'users',
} satisfies Record<keyof typeof tableKeys, string>;

export const bucket = 'inbox';

export interface QueueUrls {
  imports: string;
  deadLetters: string;
  /** what S3 tells of objects; absent: nothing */
  news?: string;
}

/** As the stack has it: the function's 15 minutes, and one more. */
export const functionSeconds = 900;
const visibilitySeconds = functionSeconds + 60;

const numberKeys: readonly string[] = [tableKeys.memberships.sort];

/** Of the audiences table. */
const indexes = [pendingIndex, unannouncedIndex];

/**
 * What the stack creates, in the AWS in memory.
 *
 * @param isTold with `trigger=events`
 */
export const createResources = async (
  { dynamodb, s3, sqs }: Aws,
  isTold = false,
): Promise<QueueUrls> => {
  for (const name of Object.keys(tables)) await createTable(dynamodb, name as keyof typeof tables);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const deadLetters = await createQueue(sqs, 'dead-letters', {});
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLetters, AttributeNames: ['QueueArn'] }),
  );
  const imports = await createQueue(sqs, 'imports', {
    MessageRetentionPeriod: String(importQueueRetentionSeconds),
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: Attributes?.QueueArn,
      maxReceiveCount: repeatDelaysSeconds.length + 1,
    }),
  });
  if (!isTold) return { imports, deadLetters };
  const news = await createQueue(sqs, 'news', {
    MessageRetentionPeriod: String(scanEveryMinutes * 60),
  });
  return { imports, deadLetters, news };
};

const createTable = async (dynamodb: DynamoDBClient, name: keyof typeof tables): Promise<void> => {
  const keys = Object.values(tableKeys[name]) as string[];
  const schemaOf = (names: readonly string[]) =>
    names.map((AttributeName, index) => ({
      AttributeName,
      KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
    }));
  const isIndexed = name === 'audiences';
  await dynamodb.send(
    new CreateTableCommand({
      TableName: tables[name],
      AttributeDefinitions: [
        ...keys,
        ...(isIndexed ? indexes.map(({ partition }) => partition) : []),
      ].map((AttributeName) => ({
        AttributeName,
        AttributeType: numberKeys.includes(AttributeName) ? ('N' as const) : ('S' as const),
      })),
      KeySchema: schemaOf(keys),
      ...(isIndexed && {
        GlobalSecondaryIndexes: indexes.map(({ name: IndexName, partition, sort }) => ({
          IndexName,
          KeySchema: schemaOf([partition, sort]),
          Projection: { ProjectionType: 'KEYS_ONLY' as const },
        })),
      }),
    }),
  );
};

const createQueue = async (
  sqs: SQSClient,
  QueueName: string,
  attributes: Record<string, string>,
): Promise<string> => {
  const Attributes = { VisibilityTimeout: String(visibilitySeconds), ...attributes };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl!;
};
