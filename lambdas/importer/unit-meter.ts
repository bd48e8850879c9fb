/** Request units that DynamoDB reported during one import, for users and chunks. */
export interface UnitMeter {
  readUnits: number;
  writeUnits: number;
}

export const createUnitMeter = (): UnitMeter => ({ readUnits: 0, writeUnits: 0 });
