import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { pendingIndex, tableKeys, unannouncedIndex } from '../../../lambdas/shared/contract.ts';
import type { TableName } from './ports.ts';

const numberKeys: ReadonlySet<string> = new Set([tableKeys.memberships.sort]);
const indexesOf: Partial<
  Record<TableName, readonly (typeof pendingIndex | typeof unannouncedIndex)[]>
> = { audiences: [pendingIndex, unannouncedIndex] };

interface Key {
  readonly partition: string;
  readonly sort?: string;
}

const schemaOf = ({ partition, sort }: Key): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: partition, KeyType: 'HASH' },
  ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
];

/** A table as the stack makes it, empty, and under the same name, so that the stack has it again. A test compares it with the template. */
export const definitionOf = (name: TableName, tableName: string): CreateTableCommandInput => {
  const keys: Key = tableKeys[name];
  const indexes = indexesOf[name] ?? [];
  const attributes = new Set(
    [keys, ...indexes].flatMap(({ partition, sort }: Key) => [partition, sort ?? []].flat()),
  );
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((AttributeName) => ({
      AttributeName,
      AttributeType: numberKeys.has(AttributeName) ? 'N' : 'S',
    })),
    KeySchema: schemaOf(keys),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: schemaOf(index),
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      })),
    }),
  };
};
