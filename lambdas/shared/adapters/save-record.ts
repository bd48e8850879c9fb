import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Decision } from '../domain/decision.ts';
import type { ImportRecord } from '../domain/import-record.ts';
import type { MalformedMessage } from '../domain/malformed-message.ts';
import { schemaAttribute } from '../domain/record-schema.ts';

/** Repeats well: the same record under the same key. */
export type SaveRecord = (record: ImportRecord | MalformedMessage) => Promise<void>;
export type SaveDecision = (decision: Decision) => Promise<void>;

export const createSaveRecord =
  (dynamodb: DynamoDBDocumentClient, tableName: string): SaveRecord & SaveDecision =>
  async (record: ImportRecord | MalformedMessage | Decision) => {
    await dynamodb.send(
      new PutCommand({ TableName: tableName, Item: { ...record, ...schemaAttribute } }),
    );
  };
