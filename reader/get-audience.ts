import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { tableKeys } from '../lambdas/shared/contract.ts';
import { fileNameOf } from '../lambdas/shared/domain/file-name.ts';
import { readAudience, type StoredAudience } from './stored-audience.ts';
import type { Table } from './tables.ts';

/**
 * Strongly consistent.
 *
 * @param name without `.csv`
 * @throws UnknownFormatError
 */
export type GetAudience = (project: string, name: string) => Promise<StoredAudience | undefined>;

const { partition, sort } = tableKeys.audiences;

/**
 * An item may have 400 KB, and most of it is of no use to a reader. The projection costs as many read units, and
 * leaves notices and the like where they are.
 */
const attributes = { '#audienceId': 'audienceId', '#versions': 'versions', '#schema': 'schema' };

export const createGetAudience =
  (dynamodb: DynamoDBClient, { name: TableName, call }: Table): GetAudience =>
  async (project, name) => {
    const command = new GetItemCommand({
      TableName,
      Key: { [partition]: { S: project }, [sort]: { S: fileNameOf(name) } },
      ConsistentRead: true,
      ProjectionExpression: Object.keys(attributes).join(', '),
      ExpressionAttributeNames: attributes,
    });
    const { Item } = await call(() => dynamodb.send(command));
    return Item && readAudience(Item, `audience ${project}/${name}`);
  };
