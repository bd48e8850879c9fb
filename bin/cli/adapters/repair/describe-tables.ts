import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import type { DescribeTables, TableName } from '../../repair/ports.ts';

/** The sizes are those of some hours ago: DynamoDB counts every six. */
export const createDescribeTables =
  (dynamodb: DynamoDBClient, tables: Readonly<Record<TableName, string>>): DescribeTables =>
  async (name) => {
    const TableName = tables[name];
    try {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      return {
        tableName: TableName,
        size: { bytes: Table?.TableSizeBytes ?? 0, items: Table?.ItemCount ?? 0 },
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException)
        return { tableName: TableName, size: undefined };
      throw error;
    }
  };
