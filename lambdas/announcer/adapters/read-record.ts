import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { importRecordSchema, recordPartition } from '../../shared/domain/import-record.ts';
import type { ReadRecord } from '../ports.ts';

export const createReadRecord =
  (dynamodb: DynamoDBDocumentClient, TableName: string): ReadRecord =>
  async ({ projectId, fileName }, importId) => {
    const audience = recordPartition(projectId, fileName);
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName, Key: { audience, importId }, ConsistentRead: true }),
    );
    return Item && parseItem(importRecordSchema, Item, `import record ${importId} of ${audience}`);
  };
