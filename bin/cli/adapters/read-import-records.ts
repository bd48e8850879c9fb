import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { importRecords } from '../../../lambdas/shared/adapters/import-records.ts';
import { createReadNewestFirst } from '../../../lambdas/shared/adapters/read-newest.ts';
import type { ReadImportRecords } from '../import/import-history.ts';

export const createReadImportRecords = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadImportRecords => createReadNewestFirst(dynamodb, tableName, importRecords);
