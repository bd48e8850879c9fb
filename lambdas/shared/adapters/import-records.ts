import { type ImportRecord, importRecordSchema, recordPartition } from '../domain/import-record.ts';
import type { Kept } from './read-newest.ts';

/** What has become of an audience's files. */
export const importRecords: Kept<ImportRecord> = {
  schema: importRecordSchema,
  partitionOf: recordPartition,
  what: 'import record of',
};
