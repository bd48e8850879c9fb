import { z } from 'zod';
import { type Exchange, type Message, toBody } from './exchange.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));

const describedSchema = z.object({
  Table: z.object({
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z
      .array(z.object({ IndexName: z.string(), KeySchema: keySchema }))
      .default([]),
  }),
});

/** The partition key's name of a table, or of its index. @returns undefined if the engine knows no such table */
export type FindKeyName = (
  request: Message,
  table: string,
  index?: string,
) => Promise<string | undefined>;

const partitionIn = (keys: z.infer<typeof keySchema>): string | undefined =>
  keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;

/** Asks the engine once a table: keys do not change. */
export const createFindKeyName = (exchange: Exchange): FindKeyName => {
  const known = new Map<string, z.infer<typeof describedSchema>['Table']>();
  return async ({ headers }, table, index) => {
    let described = known.get(table);
    if (!described) {
      const { status, body } = await exchange({
        headers: { ...headers, 'x-amz-target': 'DynamoDB_20120810.DescribeTable' },
        body: toBody({ TableName: table }),
      });
      if (status !== 200) return undefined;
      described = describedSchema.parse(JSON.parse(body.toString())).Table;
      known.set(table, described);
    }
    const { KeySchema, GlobalSecondaryIndexes } = described;
    const keys = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === index)?.KeySchema;
    return partitionIn(keys ?? KeySchema);
  };
};
