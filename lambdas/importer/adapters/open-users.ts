import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { tableKeys } from '../../shared/contract.ts';
import { userIdOf } from '../../shared/domain/user-key.ts';
import type { GetUsers } from '../lookup-members.ts';

const attribute = tableKeys.users.partition;
const keysSchema = z.array(z.object({ [attribute]: z.string() }));

/** Reads the stack's own users table, eventually consistent: half the price. */
export const createGetUsers =
  (dynamodb: DynamoDBDocumentClient, tableName: string) =>
  (projectId: string): GetUsers => {
    const toIds = (keys: unknown): string[] =>
      parseItem(keysSchema, keys, `answer of ${tableName}`).map((key) =>
        userIdOf(projectId, key[attribute]),
      );
    return async (ids) => {
      const answer = await dynamodb.send(
        new BatchGetCommand({
          RequestItems: {
            [tableName]: {
              Keys: ids.map((id) => ({ [attribute]: `${projectId}/${id}` })),
              ProjectionExpression: '#key',
              ExpressionAttributeNames: { '#key': attribute },
            },
          },
        }),
      );
      return {
        registered: toIds(answer.Responses?.[tableName] ?? []),
        unprocessed: toIds(answer.UnprocessedKeys?.[tableName]?.Keys ?? []),
      };
    };
  };
