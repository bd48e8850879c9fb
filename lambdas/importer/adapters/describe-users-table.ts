import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UsersTable } from '../domain/choose-plan.ts';

/** Read units a second that a new table on demand takes, where the table does not say more. */
const newTableThroughput = 12_000;

/** What a Scan of the table would read, and how fast. */
export const describeUsersTable = async (
  dynamodb: DynamoDBClient,
  tableName: string,
  signal: AbortSignal,
): Promise<UsersTable> => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tableName }), {
    abortSignal: signal,
  });
  const provisioned = Table?.ProvisionedThroughput?.ReadCapacityUnits ?? 0;
  return {
    bytes: Table?.TableSizeBytes ?? 0,
    items: Table?.ItemCount ?? 0,
    throughput:
      provisioned > 0
        ? provisioned
        : Math.max(newTableThroughput, Table?.WarmThroughput?.ReadUnitsPerSecond ?? 0),
  };
};
