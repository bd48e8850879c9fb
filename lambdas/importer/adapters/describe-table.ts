import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UsersTable } from '../domain/choose-plan.ts';

/** Units a second that a new table on demand takes, where the table does not say more. */
const newTable = { read: 12_000, write: 4_000 };

const describe = async (dynamodb: DynamoDBClient, TableName: string, abortSignal: AbortSignal) => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }), { abortSignal });
  return Table ?? {};
};

/** Eventually consistent. */
const bytesPerScannedUnit = 8192;

/** What a Scan of the table would read, and how fast. The size lags by some hours. */
export const describeTable = async (
  dynamodb: DynamoDBClient,
  tableName: string,
  signal: AbortSignal,
): Promise<UsersTable> => {
  const table = await describe(dynamodb, tableName, signal);
  const { TableSizeBytes: bytes = 0, ItemCount: items = 0 } = table;
  const provisioned = table.ProvisionedThroughput?.ReadCapacityUnits ?? 0;
  return {
    reading: bytes > 0 ? { units: bytes / bytesPerScannedUnit, isWhole: true } : undefined,
    itemBytes: items > 0 ? bytes / items : 0,
    isProvisioned: provisioned > 0,
    throughput:
      provisioned > 0
        ? provisioned
        : onDemand(
            Math.max(newTable.read, table.WarmThroughput?.ReadUnitsPerSecond ?? 0),
            table.OnDemandThroughput?.MaxReadRequestUnits,
          ),
  };
};

/** Write units a second that the table takes. */
export const describeWriteThroughput = async (
  dynamodb: DynamoDBClient,
  tableName: string,
  signal: AbortSignal,
): Promise<number> => {
  const { WarmThroughput } = await describe(dynamodb, tableName, signal);
  return Math.max(newTable.write, WarmThroughput?.WriteUnitsPerSecond ?? 0);
};

/** @param most what the table's owner allows; -1 says as much as it takes */
const onDemand = (throughput: number, most = -1): number =>
  most > 0 ? Math.min(throughput, most) : throughput;
