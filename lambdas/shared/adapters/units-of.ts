/** Sums up what a batch call of DynamoDB's reports, one entry a table. */
export const unitsOf = (
  consumed: readonly { CapacityUnits?: number | undefined }[] | undefined,
): number => (consumed ?? []).reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
