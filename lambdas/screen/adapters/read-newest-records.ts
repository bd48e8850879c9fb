import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { importRecords } from '../../shared/adapters/import-records.ts';
import { createReadNewest, type ReadNewest } from '../../shared/adapters/read-newest.ts';
import type { ImportRecord } from '../../shared/domain/import-record.ts';

/** What has become of an audience's files. */
export type ReadNewestRecords = ReadNewest<ImportRecord>;

/** @param tableName of the imports */
export const createReadNewestRecords = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadNewestRecords => createReadNewest(dynamodb, tableName, importRecords);
