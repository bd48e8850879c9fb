import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Decision, decisionPartition, decisionSchema } from '../domain/decision.ts';
import { createReadNewest, type ReadNewest } from './read-newest.ts';

/** What operators have decided on an audience. */
export type ReadDecisions = ReadNewest<Decision>;

/** @param tableName of the imports */
export const createReadDecisions = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadDecisions =>
  createReadNewest(dynamodb, tableName, {
    schema: decisionSchema,
    partitionOf: decisionPartition,
    what: 'decision on',
  });
