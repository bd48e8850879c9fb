import { keyAttributesOf, type KeySchema } from '../tables/schema.ts';
import type { Table } from '../tables/table.ts';
import { itemBytes } from '../values/sizes.ts';
import { type Database, type TableInput, tableOf } from './operation.ts';

/** Sizes are up to date; the real service's are hours old. */
export const describeTable = (database: Database, input: TableInput): object => ({
  Table: describe(tableOf(database, input)),
});

export const describe = ({ schema, all }: Table): object => {
  const items = all();
  return {
    TableName: schema.name,
    TableStatus: 'ACTIVE',
    KeySchema: keySchemaOf(schema),
    ItemCount: items.length,
    TableSizeBytes: items.reduce((sum, item) => sum + itemBytes(item), 0),
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    GlobalSecondaryIndexes: schema.indexes.map((index) => ({
      IndexName: index.name,
      IndexStatus: 'ACTIVE',
      KeySchema: keySchemaOf(index),
    })),
  };
};

const keySchemaOf = (schema: KeySchema): object[] =>
  keyAttributesOf(schema).map(({ name }, index) => ({
    AttributeName: name,
    KeyType: index === 0 ? 'HASH' : 'RANGE',
  }));
