import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { Project } from '../domain/project.ts';

/**
 * The places of a project's audiences: a map in the project's item, so that the limit is one condition on
 * one item and exact however many imports run at once.
 */
export interface Slots {
  /** Also true if the audience has one already. False: the project's limit is reached. */
  take: (projectId: string, fileName: string, importId: string) => Promise<boolean>;
  /** Gives back what this import took, and nothing that another one took since. */
  release: (projectId: string, fileName: string, importId: string) => Promise<void>;
}

/** Key in `slots`: 128 bits of SHA-256, because 2,000 long names would not fit into an item. */
export const slotOf = (fileName: string): string =>
  createHash('sha256').update(fileName).digest('hex').slice(0, 32);

/** A look without a promise: for refusing a file before it is read. */
export const hasRoomFor = ({ slots, audienceLimit }: Project, fileName: string): boolean =>
  slotOf(fileName) in slots || Object.keys(slots).length < audienceLimit;

export const createSlots = (dynamodb: DynamoDBDocumentClient, tableName: string): Slots => {
  const update = (
    projectId: string,
    fileName: string,
    change: { update: string; condition: string; limit?: boolean; importId?: string },
  ): Promise<boolean> =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId },
      UpdateExpression: change.update,
      ConditionExpression: change.condition,
      ExpressionAttributeNames: {
        '#slots': 'slots',
        '#slot': slotOf(fileName),
        ...(change.limit && { '#limit': 'audienceLimit' }),
      },
      ...(change.importId !== undefined && {
        ExpressionAttributeValues: { ':importId': change.importId },
      }),
    });

  return {
    take: (projectId, fileName, importId) =>
      update(projectId, fileName, {
        update: 'SET #slots.#slot = :importId',
        condition:
          'attribute_exists(#slots) AND (attribute_exists(#slots.#slot) OR size(#slots) < #limit)',
        limit: true,
        importId,
      }),

    release: async (projectId, fileName, importId) => {
      await update(projectId, fileName, {
        update: 'REMOVE #slots.#slot',
        condition: '#slots.#slot = :importId',
        importId,
      });
    },
  };
};
