import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { GetAudienceItem } from '../adapters/read-audience-items.ts';
import type { NewId, Now } from '../ports.ts';

/** What an operator's write to an audience's item needs. */
export interface AudienceWriterDeps {
  dynamodb: DynamoDBDocumentClient;
  /** of the audiences */
  tableName: string;
  getItem: GetAudienceItem;
  now: Now;
  /** of an operation, see `rememberOperation` */
  newId: NewId;
}
