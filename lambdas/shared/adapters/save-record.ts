import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ImportRecord } from '../domain/import-record.ts';
import type { MalformedMessage } from '../domain/malformed-message.ts';

/** Repeats well: the same record under the same key. */
export type SaveRecord = (record: ImportRecord | MalformedMessage) => Promise<void>;

export const createSaveRecord =
  (dynamodb: DynamoDBDocumentClient, tableName: string): SaveRecord =>
  async (record) => {
    await dynamodb.send(new PutCommand({ TableName: tableName, Item: record }));
  };
