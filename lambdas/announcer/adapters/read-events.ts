import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { audienceItemSchema } from '../../shared/domain/audience-item.ts';
import type { ReadEvents } from '../ports.ts';

const schema = audienceItemSchema.pick({ audienceId: true, events: true, unannounced: true });

export const createReadEvents =
  (dynamodb: DynamoDBDocumentClient, TableName: string): ReadEvents =>
  async (key) => {
    const { Item } = await dynamodb.send(
      new GetCommand({
        TableName,
        Key: key,
        ConsistentRead: true,
        ProjectionExpression: '#audienceId, #events, #unannounced, #schema',
        ExpressionAttributeNames: {
          '#audienceId': 'audienceId',
          '#events': 'events',
          '#unannounced': 'unannounced',
          '#schema': 'schema',
        },
      }),
    );
    if (!Item) return undefined;
    const what = `audience ${key.projectId}/${key.fileName}`;
    const { audienceId, events = {}, unannounced } = parseItem(schema, Item, what);
    return unannounced === undefined ? undefined : { audienceId, events };
  };
