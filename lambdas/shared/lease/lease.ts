import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { updateIf } from '../adapters/conditional-update.ts';
import { parseItem } from '../adapters/parse-item.ts';
import type { Lease } from './ports.ts';

const turnSchema = z.object({ turn: z.number(), after: z.string().optional() });

/**
 * An item of its own in the audiences table, beside all projects.
 *
 * @param Key of that item
 */
export const createLease = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
  Key: { projectId: string; fileName: string },
): Lease => ({
  take: async (owner, now, until) => {
    const command = new UpdateCommand({
      TableName: tableName,
      Key,
      UpdateExpression:
        'SET #owner = :owner, #until = :until, #turn = if_not_exists(#turn, :none) + :one',
      // Its own: the SDK repeats a call whose answer was lost.
      ConditionExpression: 'attribute_not_exists(#owner) OR #until <= :now OR #owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner', '#until': 'until', '#turn': 'turn' },
      ExpressionAttributeValues: {
        ':owner': owner,
        ':until': until,
        ':now': now,
        ':none': 0,
        ':one': 1,
      },
      ReturnValues: 'ALL_NEW',
    });
    try {
      const { Attributes } = await dynamodb.send(command);
      const { turn, after } = parseItem(turnSchema, Attributes, `the lease ${Key.projectId}`);
      return { number: turn, after };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },

  giveBack: async (owner, after) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key,
      UpdateExpression:
        (after === undefined ? '' : 'SET #after = :after ') + 'REMOVE #owner, #until',
      ConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: {
        '#owner': 'owner',
        '#until': 'until',
        ...(after !== undefined && { '#after': 'after' }),
      },
      ExpressionAttributeValues: {
        ':owner': owner,
        ...(after !== undefined && { ':after': after }),
      },
    });
  },
});
