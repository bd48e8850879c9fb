/** Request units that DynamoDB reported during one import, for users and chunks. */
export interface UnitMeter {
  readUnits: number;
  writeUnits: number;
}

export const createUnitMeter = (): UnitMeter => ({ readUnits: 0, writeUnits: 0 });

/** Sums up what a batch call reports, one entry a table. */
export const unitsOf = (
  consumed: readonly { CapacityUnits?: number | undefined }[] | undefined,
): number => (consumed ?? []).reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
