import { z } from 'zod';
import type { Direction } from '../../throttling/limits.ts';

const attributesSchema = z.record(z.string(), z.unknown());
export type Attributes = z.infer<typeof attributesSchema>;

const capacity = { ReturnConsumedCapacity: z.enum(['NONE', 'TOTAL', 'INDEXES']).optional() };

/** What is read of a request for one table. It goes on to the engine as it is, which checks the rest. */
export const oneSchema = z.looseObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
  Key: attributesSchema.optional(),
  Item: attributesSchema.optional(),
  ExclusiveStartKey: attributesSchema.optional(),
  Segment: z.number().optional(),
  TotalSegments: z.number().positive().optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: attributesSchema.optional(),
  ...capacity,
});
export type OneRequest = z.infer<typeof oneSchema>;

export const batchGetSchema = z.looseObject({
  RequestItems: z.record(
    z.string(),
    z.looseObject({ Keys: z.array(attributesSchema), ConsistentRead: z.boolean().optional() }),
  ),
  ...capacity,
});

export const batchWriteSchema = z.looseObject({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.looseObject({
        PutRequest: z.looseObject({ Item: attributesSchema }).optional(),
        DeleteRequest: z.looseObject({ Key: attributesSchema }).optional(),
      }),
    ),
  ),
  ...capacity,
});

/** What costs units; everything else goes through as it is. */
export const directionOfOne: ReadonlyMap<string, Direction> = new Map([
  ['GetItem', 'read'],
  ['Query', 'read'],
  ['Scan', 'read'],
  ['PutItem', 'write'],
  ['UpdateItem', 'write'],
  ['DeleteItem', 'write'],
]);

/** Whatever the engine says: dynalite has empty pages for nothing, DynamoDB Local keys that are missing. */
export const leastUnits = (direction: Direction, isConsistent: boolean | undefined): number =>
  direction === 'write' || isConsistent ? 1 : 0.5;
