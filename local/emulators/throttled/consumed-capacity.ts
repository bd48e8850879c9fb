import { z } from 'zod';

const unitsSchema = z.object({ CapacityUnits: z.number() });

const oneSchema = z.object({
  TableName: z.string(),
  CapacityUnits: z.number(),
  Table: unitsSchema.optional(),
  GlobalSecondaryIndexes: z.record(z.string(), unitsSchema).default({}),
});

/** An answer with what it consumed, of one table or of several. */
export const answerSchema = z.looseObject({
  ConsumedCapacity: z.union([oneSchema.transform((one) => [one]), z.array(oneSchema)]).default([]),
});

export interface Consumed {
  table: string;
  index: string | undefined;
  units: number;
}

/** @param answer to a request for `INDEXES` */
export const consumedIn = ({ ConsumedCapacity }: z.infer<typeof answerSchema>): Consumed[] =>
  ConsumedCapacity.flatMap(({ TableName: table, CapacityUnits, Table, GlobalSecondaryIndexes }) => {
    const indexes = Object.entries(GlobalSecondaryIndexes).map(([index, units]) => ({
      table,
      index,
      units: units.CapacityUnits,
    }));
    const ofIndexes = indexes.reduce((sum, { units }) => sum + units, 0);
    const units = Table?.CapacityUnits ?? CapacityUnits - ofIndexes;
    return [{ table, index: undefined, units }, ...indexes];
  });

/** As much of the consumed capacity as the caller has asked for. */
export const asAsked = (
  { ConsumedCapacity, ...answer }: Readonly<Record<string, unknown>>,
  asked: 'NONE' | 'TOTAL' | 'INDEXES' | undefined,
): Record<string, unknown> => {
  if (ConsumedCapacity === undefined || asked === undefined || asked === 'NONE') return answer;
  if (asked === 'INDEXES') return { ...answer, ConsumedCapacity };
  const total = (one: unknown): unknown => totalSchema.parse(one);
  return {
    ...answer,
    ConsumedCapacity: Array.isArray(ConsumedCapacity)
      ? ConsumedCapacity.map(total)
      : total(ConsumedCapacity),
  };
};

const totalSchema = z
  .looseObject({})
  .transform(({ Table: _table, GlobalSecondaryIndexes: _indexes, ...total }) => total);
