import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createReadNewest, type ReadNewest } from '../../shared/adapters/read-newest.ts';
import {
  type ImportRecord,
  importRecordSchema,
  recordPartition,
} from '../../shared/domain/import-record.ts';

/** What has become of an audience's files. */
export type ReadNewestRecords = ReadNewest<ImportRecord>;

/** @param tableName of the imports */
export const createReadNewestRecords = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadNewestRecords =>
  createReadNewest(dynamodb, tableName, {
    schema: importRecordSchema,
    partitionOf: recordPartition,
    what: 'import record of',
  });
