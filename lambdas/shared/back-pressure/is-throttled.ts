/**
 * How DynamoDB says that it takes nothing for now: a partition or a table is at its limit, an account is. The last two also
 * come from tables on demand. See "Error handling with DynamoDB" in its developer guide.
 */
const names: readonly string[] = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
];

export const isThrottled = (error: unknown): error is Error =>
  error instanceof Error && names.includes(error.name);
