interface CapacityInput {
  ReturnConsumedCapacity?: 'NONE' | 'TOTAL' | 'INDEXES';
}

export interface Consumed {
  TableName: string;
  CapacityUnits: number;
}

/** Of so many bytes, which are rounded up together: those of an item, or of a page. */
export const readUnits = (bytes: number, isConsistent: boolean | undefined): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);

/** Of the larger one of what was and what is. */
export const writeUnits = (...bytes: readonly number[]): number =>
  Math.max(1, ...bytes.map((size) => Math.ceil(size / 1024)));

export const consumed = (
  { ReturnConsumedCapacity }: CapacityInput,
  TableName: string,
  CapacityUnits: number,
): { ConsumedCapacity?: Consumed } =>
  ReturnConsumedCapacity === undefined || ReturnConsumedCapacity === 'NONE'
    ? {}
    : { ConsumedCapacity: { TableName, CapacityUnits } };

export const consumedByTable = (
  { ReturnConsumedCapacity }: CapacityInput,
  units: ReadonlyMap<string, number>,
): { ConsumedCapacity?: Consumed[] } =>
  ReturnConsumedCapacity === undefined || ReturnConsumedCapacity === 'NONE'
    ? {}
    : {
        ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({
          TableName,
          CapacityUnits,
        })),
      };
