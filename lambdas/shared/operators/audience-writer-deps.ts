import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { GetAudienceItem } from '../adapters/read-audience-items.ts';
import type { Now } from '../ports.ts';

/** What an operator's write to an audience's item needs. */
export interface AudienceWriterDeps {
  dynamodb: DynamoDBDocumentClient;
  /** of the audiences */
  tableName: string;
  getItem: GetAudienceItem;
  now: Now;
}
