import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { tableUseKey } from '../../shared/contract.ts';
import type { TurnStore } from '../turns/in-turn.ts';

const schema = z.object({
  revision: z.number().default(0),
  turns: z
    .record(
      z.string(),
      z.object({
        since: z.number(),
        seconds: z.number(),
        until: z.number(),
        hasBegun: z.boolean(),
        alsoFor: z.array(z.string()).optional(),
      }),
    )
    .default({}),
});

const names = { '#turns': 'turns', '#revision': 'revision' };

/** In an item of its own in the audiences table, one for each table that is used. */
export const createTurnStore = (
  dynamodb: DynamoDBDocumentClient,
  audiencesTable: string,
): TurnStore => ({
  read: async (tableName) => {
    const { Item = {} } = await dynamodb.send(
      new GetCommand({
        TableName: audiencesTable,
        Key: tableUseKey(tableName),
        ConsistentRead: true,
      }),
    );
    return parseItem(schema, Item, `who uses table ${tableName}`);
  },

  enter: (tableName, revision, audienceId, turn, gone) => {
    const isFirst = revision === 0;
    const removed = gone.map((_, index) => `#turns.#gone${index}`).join(', ');
    return updateIf(dynamodb, {
      TableName: audiencesTable,
      Key: tableUseKey(tableName),
      UpdateExpression: isFirst
        ? 'SET #turns = :turns, #revision = :next'
        : 'SET #turns.#own = :turn, #revision = :next' + (removed && ` REMOVE ${removed}`),
      ConditionExpression: isFirst ? 'attribute_not_exists(#revision)' : '#revision = :revision',
      ExpressionAttributeNames: {
        ...names,
        ...(!isFirst && { '#own': audienceId }),
        ...Object.fromEntries(gone.map((id, index) => [`#gone${index}`, id])),
      },
      ExpressionAttributeValues: {
        ':next': revision + 1,
        ...(isFirst
          ? { ':turns': { [audienceId]: turn } }
          : { ':turn': turn, ':revision': revision }),
      },
    });
  },

  leave: async (tableName, audienceId) => {
    await dynamodb.send(
      new UpdateCommand({
        TableName: audiencesTable,
        Key: tableUseKey(tableName),
        UpdateExpression: 'SET #revision = #revision + :one REMOVE #turns.#own',
        ExpressionAttributeNames: { ...names, '#own': audienceId },
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  },
});
