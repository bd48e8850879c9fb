import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../../lambdas/shared/adapters/parse-item.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import {
  importRecordSchema,
  recordPartition,
} from '../../../lambdas/shared/domain/import-record.ts';
import type { ReadImportRecords } from '../import/import-history.ts';

const { partition } = tableKeys.imports;

export const createReadImportRecords = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadImportRecords =>
  async function* (projectId, fileName, pageSize) {
    const pages = paginateQuery(
      { client: dynamodb, pageSize },
      {
        TableName: tableName,
        KeyConditionExpression: '#audience = :audience',
        ExpressionAttributeNames: { '#audience': partition },
        ExpressionAttributeValues: { ':audience': recordPartition(projectId, fileName) },
        ScanIndexForward: false,
      },
    );
    for await (const page of pages)
      for (const item of page.Items ?? [])
        yield parseItem(importRecordSchema, item, `import record of ${projectId}/${fileName}`);
  };
