import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { tableUseKey } from '../../shared/contract.ts';
import type { Now } from '../../shared/ports.ts';
import type { LeaseTime } from '../turns/shared-pace.ts';

const schema = z.object({ freeAt: z.number() });

/**
 * In the same item as the turns: `freeAt`, the moment up to which the table's time is given away. Each lease moves it on by
 * one conditional update, so that no two imports have the same time.
 */
export const createLeaseTime =
  (dynamodb: DynamoDBDocumentClient, audiencesTable: string, now: Now): LeaseTime =>
  async (tableName, milliseconds, signal) => {
    const update = async (set: string, condition: string): Promise<number | undefined> => {
      try {
        const { Attributes } = await dynamodb.send(
          new UpdateCommand({
            TableName: audiencesTable,
            Key: tableUseKey(tableName),
            UpdateExpression: `SET #freeAt = ${set} + :length`,
            ConditionExpression: condition,
            ExpressionAttributeNames: { '#freeAt': 'freeAt' },
            ExpressionAttributeValues: { ':length': milliseconds, ':now': now() },
            ReturnValues: 'UPDATED_NEW',
          }),
          signal && { abortSignal: signal },
        );
        return schema.parse(Attributes).freeAt - milliseconds;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    };
    for (;;) {
      const begin =
        (await update('#freeAt', '#freeAt >= :now')) ??
        // Nobody has wanted any for a while; time that nobody used is not saved up.
        (await update(':now', 'attribute_not_exists(#freeAt) OR #freeAt < :now'));
      if (begin !== undefined) return begin;
    }
  };
