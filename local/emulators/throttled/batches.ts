import { z } from 'zod';
import { itemBytes } from './item-bytes.ts';
import {
  type Attributes,
  type batchGetSchema,
  type batchWriteSchema,
  leastUnits,
} from './requests.ts';
import type { Batch, Part } from './serve-batch.ts';

const byTable = z.record(z.string(), z.unknown()).default({});

export const batchOfKeys = (request: z.infer<typeof batchGetSchema>): Batch<Part> => {
  const { RequestItems } = request;
  const keysOf = (parts: readonly Part[]): [string, Attributes[]][] =>
    [...Map.groupBy(parts, ({ table }) => table)].map(([table, of]) => [
      table,
      of.map(({ key }) => key),
    ]);
  const withKeys = (parts: readonly Part[]): Record<string, unknown> =>
    Object.fromEntries(
      keysOf(parts).map(([table, Keys]) => [table, { ...RequestItems[table], Keys }]),
    );
  const unprocessedSchema = z
    .record(z.string(), z.looseObject({ Keys: z.array(z.record(z.string(), z.unknown())) }))
    .default({});
  return {
    direction: 'read',
    parts: Object.entries(RequestItems).flatMap(([table, { Keys, ConsistentRead }]) =>
      Keys.map((key) => ({ table, key, units: leastUnits('read', ConsistentRead) })),
    ),
    asked: request.ReturnConsumedCapacity,
    requestOf: (parts) => ({ ...request, RequestItems: withKeys(parts) }),
    handBack: (answer, parts) => {
      const unprocessed = unprocessedSchema.parse(answer.UnprocessedKeys);
      const all = [
        ...parts,
        ...Object.entries(unprocessed).flatMap(([table, { Keys }]) =>
          Keys.map((key) => ({ table, key, units: 0 })),
        ),
      ];
      return { ...answer, UnprocessedKeys: withKeys(all) };
    },
  };
};

interface WritePart extends Part {
  write: unknown;
}

export const batchOfWrites = (request: z.infer<typeof batchWriteSchema>): Batch<WritePart> => {
  const writesOf = (parts: readonly WritePart[]): Record<string, unknown[]> =>
    Object.fromEntries(
      [...Map.groupBy(parts, ({ table }) => table)].map(([table, of]) => [
        table,
        of.map(({ write }) => write),
      ]),
    );
  return {
    direction: 'write',
    parts: Object.entries(request.RequestItems).flatMap(([table, writes]) =>
      writes.map((write) => ({
        table,
        write,
        key: write.PutRequest?.Item ?? write.DeleteRequest?.Key ?? {},
        units: Math.max(1, Math.ceil(itemBytes(write.PutRequest?.Item ?? {}) / 1024)),
      })),
    ),
    asked: request.ReturnConsumedCapacity,
    requestOf: (parts) => ({ ...request, RequestItems: writesOf(parts) }),
    handBack: (answer, parts) => {
      const unprocessed = byTable.parse(answer.UnprocessedItems);
      const left = writesOf(parts);
      for (const [table, writes] of Object.entries(unprocessed))
        left[table] = [...(left[table] ?? []), ...z.array(z.unknown()).parse(writes)];
      return { ...answer, UnprocessedItems: left };
    },
  };
};
