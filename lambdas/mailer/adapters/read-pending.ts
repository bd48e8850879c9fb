import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { audienceItemSchema } from '../../shared/domain/audience-item.ts';
import type { ReadPending } from '../ports.ts';
import { itemKeyOf } from './item-key.ts';

const pendingSchema = audienceItemSchema.pick({ notices: true, pending: true });

/** A read unit is 4 KB, a write unit 1 KB. */
const writeUnitsPerReadUnit = 4;

/** Reads only what is needed: the versions of an audience can take 300 KB. */
export const createReadPending =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ReadPending =>
  async ({ projectId, fileName }) => {
    const { Item, ConsumedCapacity } = await dynamodb.send(
      new GetCommand({
        TableName: tableName,
        Key: itemKeyOf({ projectId, fileName }),
        ConsistentRead: true,
        ProjectionExpression: '#notices, #pending, #schema',
        ExpressionAttributeNames: {
          '#notices': 'notices',
          '#pending': 'pending',
          '#schema': 'schema',
        },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    if (!Item) return undefined;
    const { notices, pending } = parseItem(
      pendingSchema,
      Item,
      `audience ${projectId}/${fileName}`,
    );
    const { CapacityUnits = 1 } = ConsumedCapacity ?? {};
    return pending === undefined
      ? undefined
      : { notices, writeUnits: CapacityUnits * writeUnitsPerReadUnit };
  };
