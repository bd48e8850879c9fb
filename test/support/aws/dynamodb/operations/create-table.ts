import { ServiceError } from '../../wire/service-error.ts';
import { createTable as createEmptyTable } from '../tables/table.ts';
import type { KeyAttribute, KeySchema, TableSchema } from '../tables/schema.ts';
import { describe } from './describe-table.ts';
import type { Database, TableInput } from './operation.ts';

interface KeySchemaElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

interface CreateTableInput extends TableInput {
  AttributeDefinitions: readonly { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
  KeySchema: readonly KeySchemaElement[];
  GlobalSecondaryIndexes?: readonly {
    IndexName: string;
    KeySchema: readonly KeySchemaElement[];
    Projection: { ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] };
  }[];
}

/** The table is there at once. */
export const createTable = ({ tables }: Database, input: CreateTableInput): object => {
  if (tables.has(input.TableName))
    throw new ServiceError('ResourceInUseException', `Table already exists: ${input.TableName}`);
  const types = new Map(
    input.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [
      AttributeName,
      AttributeType,
    ]),
  );
  const keysOf = (elements: readonly KeySchemaElement[]): KeySchema => {
    const find = (type: string): KeyAttribute | undefined => {
      const name = elements.find(({ KeyType }) => KeyType === type)?.AttributeName;
      return name === undefined ? undefined : { name, type: types.get(name)! };
    };
    return { partition: find('HASH')!, sort: find('RANGE') };
  };
  const schema: TableSchema = {
    name: input.TableName,
    ...keysOf(input.KeySchema),
    indexes: (input.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => ({
      name: IndexName,
      ...keysOf(KeySchema),
      attributes:
        Projection.ProjectionType === 'ALL' ? undefined : (Projection.NonKeyAttributes ?? []),
    })),
  };
  const table = createEmptyTable(schema);
  tables.set(schema.name, table);
  return { TableDescription: describe(table) };
};
