import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { Project } from '../domain/project.ts';
import { slotOf } from './slot-of.ts';

/**
 * The places of a project's audiences: a map in the project's item, so that the limit is one condition on
 * one item and exact however many imports run at once. A place is held by the version of the claim that took it
 * last, which is a fencing token here, too: see docs/adr/0004-slots-hold-versions.md.
 */
export interface Slots {
  /**
   * Also true if the audience has one already. False: the project's limit is reached, or a later claim has the
   * place, and this one cannot publish any more.
   */
  take: (projectId: string, fileName: string, version: number) => Promise<boolean>;
  /**
   * Gives back what this claim or one before it took. Only for an audience without a published version.
   *
   * @returns false when there was nothing to give back
   */
  release: (projectId: string, fileName: string, version: number) => Promise<boolean>;
}

/** A look without a promise: for refusing a file before it is read. */
export const hasRoomFor = (
  { slots, audienceLimit }: Project,
  fileName: string,
  mayTakePlace: boolean,
): boolean =>
  slotOf(fileName) in slots || (mayTakePlace && Object.keys(slots).length < audienceLimit);

export const createSlots = (dynamodb: DynamoDBDocumentClient, tableName: string): Slots => {
  const updateOf = (projectId: string, fileName: string, version: number, names = {}) => ({
    TableName: tableName,
    Key: { projectId },
    ExpressionAttributeNames: { '#slots': 'slots', '#slot': slotOf(fileName), ...names },
    ExpressionAttributeValues: { ':version': version },
  });

  return {
    take: (projectId, fileName, version) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, fileName, version, { '#limit': 'audienceLimit' }),
        UpdateExpression: 'SET #slots.#slot = :version',
        ConditionExpression:
          'attribute_exists(#slots) AND (#slots.#slot <= :version OR ' +
          '(attribute_not_exists(#slots.#slot) AND size(#slots) < #limit))',
      }),

    release: (projectId, fileName, version) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, fileName, version),
        UpdateExpression: 'REMOVE #slots.#slot',
        ConditionExpression: '#slots.#slot <= :version',
      }),
  };
};
