import { jsonReply, type Operation } from './table.ts';

/** A new on-demand table's. */
const warmThroughput = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' };

export const createDescribeTable =
  (name: string, size: () => { items: number; bytes: number }): Operation =>
  () => {
    const { items, bytes } = size();
    return jsonReply({
      Table: {
        TableName: name,
        TableStatus: 'ACTIVE',
        ItemCount: items,
        TableSizeBytes: bytes,
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        WarmThroughput: warmThroughput,
      },
    });
  };
