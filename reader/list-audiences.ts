import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { tableKeys } from '../lambdas/shared/contract.ts';
import { audienceNameOf } from '../lambdas/shared/domain/file-name.ts';
import { readAttributes, text } from './attributes.ts';
import type { Table } from './tables.ts';
import { ending, unlessAborted } from './unless-aborted.ts';

/** An audience, whether published or not. */
export interface ListedAudience {
  /** without `.csv` */
  name: string;
  /** for `readAudience` */
  item: Record<string, AttributeValue>;
}

/** All of a project, in UTF-8 byte order of their files' names. Strongly consistent, page by page. */
export type ListAudiences = (
  project: string,
  signal?: AbortSignal,
) => AsyncGenerator<ListedAudience>;

const { partition, sort } = tableKeys.audiences;

const keySchema = z.object({ [sort]: text });

/** As in `get-audience.ts`, and the name. */
const attributes = {
  '#audienceId': 'audienceId',
  '#versions': 'versions',
  '#schema': 'schema',
  '#fileName': sort,
};

export const createListAudiences = (
  dynamodb: DynamoDBClient,
  { name: TableName, call }: Table,
): ListAudiences =>
  async function* (project, signal) {
    let after: Record<string, AttributeValue> | undefined;
    do {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: '#partition = :project',
        ProjectionExpression: Object.keys(attributes).join(', '),
        ExpressionAttributeNames: { '#partition': partition, ...attributes },
        ExpressionAttributeValues: { ':project': { S: project } },
        ConsistentRead: true,
        ...(after && { ExclusiveStartKey: after }),
      });
      const page = await call(() =>
        unlessAborted(signal, () => dynamodb.send(command, ending(signal))),
      );
      for (const item of page.Items ?? []) {
        const key = readAttributes(keySchema, item, `an audience of project ${project}`);
        yield { name: audienceNameOf(key[sort]), item };
      }
      after = page.LastEvaluatedKey;
    } while (after);
  };
