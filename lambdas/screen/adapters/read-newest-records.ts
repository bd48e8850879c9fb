import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { tableKeys } from '../../shared/contract.ts';
import {
  type ImportRecord,
  importRecordSchema,
  recordPartition,
} from '../../shared/domain/import-record.ts';

/** What has become of an audience's files, the newest first, at most so many. @throws MalformedItemError */
export type ReadNewestRecords = (
  projectId: string,
  fileName: string,
  most: number,
) => Promise<ImportRecord[]>;

const { partition } = tableKeys.imports;

/** @param tableName of the imports */
export const createReadNewestRecords =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ReadNewestRecords =>
  async (projectId, fileName, most) => {
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#audience = :audience',
        ExpressionAttributeNames: { '#audience': partition },
        ExpressionAttributeValues: { ':audience': recordPartition(projectId, fileName) },
        ScanIndexForward: false,
        Limit: most,
      }),
    );
    return Items.map((item) =>
      parseItem(importRecordSchema, item, `import record of ${projectId}/${fileName}`),
    );
  };
