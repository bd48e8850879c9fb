import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { AudienceItem } from '../domain/audience-item.ts';
import { slotOf } from './slot-of.ts';

/** No claim has this number: each later one takes the place over. */
const nobody = 0;

/** For places that do not match the audiences, because one of the two tables was lost or restored. */
export interface MendPlaces {
  /**
   * Enters the place of an audience that is published or held, whatever the limit is: it has been let in before. Where it is not needed
   * any more by then, the collector gives it back.
   *
   * @returns false when it has one by now
   */
  enter: (
    item: Pick<AudienceItem, 'projectId' | 'fileName' | 'versionCounter'>,
  ) => Promise<boolean>;
  /**
   * Leaves a place to whoever claims next; it is still counted.
   *
   * @param slot as it stands in the project's item
   * @param version as it was read
   * @returns false when somebody has taken it since
   */
  vacate: (projectId: string, slot: string, version: number) => Promise<boolean>;
  /** Gives a vacated place back. @returns false when somebody has taken it since */
  giveBack: (projectId: string, slot: string) => Promise<boolean>;
}

export const createMendPlaces = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): MendPlaces => {
  const updateOf = (projectId: string, slot: string) => ({
    TableName: tableName,
    Key: { projectId },
    ExpressionAttributeNames: { '#slots': 'slots', '#slot': slot },
  });
  return {
    enter: ({ projectId, fileName, versionCounter }) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, slotOf(fileName)),
        UpdateExpression: 'SET #slots.#slot = :version',
        ConditionExpression: 'attribute_exists(#slots) AND attribute_not_exists(#slots.#slot)',
        ExpressionAttributeValues: { ':version': versionCounter },
      }),
    vacate: (projectId, slot, version) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, slot),
        UpdateExpression: 'SET #slots.#slot = :nobody',
        ConditionExpression: '#slots.#slot = :version',
        ExpressionAttributeValues: { ':nobody': nobody, ':version': version },
      }),
    giveBack: (projectId, slot) =>
      updateIf(dynamodb, {
        ...updateOf(projectId, slot),
        UpdateExpression: 'REMOVE #slots.#slot',
        ConditionExpression: '#slots.#slot = :nobody',
        ExpressionAttributeValues: { ':nobody': nobody },
      }),
  };
};
