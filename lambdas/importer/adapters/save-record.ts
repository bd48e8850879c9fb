import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordImportPorts } from '../record-import.ts';

export const createSaveRecord =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordImportPorts['saveRecord'] =>
  async (record) => {
    await dynamodb.send(new PutCommand({ TableName: tableName, Item: record }));
  };
