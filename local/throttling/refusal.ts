import type { Direction, TableLimits } from './limits.ts';

/** What was asked for more than it takes. */
export interface Resource {
  table: string;
  index?: string | undefined;
}

/** How DynamoDB answers a request that it throttles: with status 400. */
export interface Refusal {
  name: 'ProvisionedThroughputExceededException' | 'ThrottlingException';
  message: string;
  /** what else is in the answer */
  details: Readonly<Record<string, readonly ThrottlingReason[]>>;
}

interface ThrottlingReason {
  reason: string;
  resource: string;
}

/** Source: API Reference, `TransactWriteItems`, the cancellation reasons: it lists the texts and when they are used. */
const messages = {
  provisioned: {
    table:
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
    index:
      'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API.',
  },
  onDemand: {
    table:
      'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html',
    index:
      'Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is automatically scaling your index so please try again shortly.',
  },
};

/**
 * A provisioned table answers `ProvisionedThroughputExceededException`. One on demand answers `ThrottlingException` while it
 * scales (Developer Guide, "Error handling with DynamoDB": for any operation on data). A single partition that is read too
 * much answers `ProvisionedThroughputExceededException` there, too: users report that, AWS does not document it.
 *
 * Reasons: API Reference, `ThrottlingReason`; Developer Guide, "Diagnosing throttling". On demand it is always the key
 * range, as what a new table takes is what its partitions take.
 *
 * @param by what has no units left
 */
export const refusalOf = (
  { table, index }: Resource,
  direction: Direction,
  billing: TableLimits['billing'],
  by: 'table' | 'partition',
): Refusal => {
  const isReported = by === 'partition' && direction === 'read';
  const isProvisioned = billing === 'provisioned' || isReported;
  const kind = index === undefined ? 'table' : 'index';
  const limit =
    billing === 'provisioned' && by === 'table'
      ? 'ProvisionedThroughputExceeded'
      : 'KeyRangeThroughputExceeded';
  const reasons = [
    {
      reason: `${index === undefined ? 'Table' : 'Index'}${direction === 'read' ? 'Read' : 'Write'}${limit}`,
      resource: `arn:aws:dynamodb:eu-west-1:000000000000:table/${table}${index === undefined ? '' : `/index/${index}`}`,
    },
  ];
  // The two exceptions differ in how they spell the member.
  return isProvisioned
    ? {
        name: 'ProvisionedThroughputExceededException',
        message: messages.provisioned[kind],
        details: { ThrottlingReasons: reasons },
      }
    : {
        name: 'ThrottlingException',
        message: messages.onDemand[kind],
        details: { throttlingReasons: reasons },
      };
};
