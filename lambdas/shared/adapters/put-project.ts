import {
  type DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Project } from '../domain/project.ts';
import { updateIf } from './conditional-update.ts';

/** What an operator sets. `slots` and `paused` belong to others and are never overwritten. */
export type ProjectSettings = Pick<Project, 'path' | 'adminEmails' | 'audienceLimit'>;

export interface PutProject {
  /** Also repeats well, so that a lost answer does no harm. */
  create: (projectId: string, settings: ProjectSettings) => Promise<void>;
  /**
   * Writes only what is given, so that two who change different settings do not undo each other.
   *
   * @returns false when there is no such project
   */
  change: (projectId: string, settings: Partial<ProjectSettings>) => Promise<boolean>;
}

export const createPutProject = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): PutProject => {
  const updateOf = (
    projectId: string,
    settings: Partial<ProjectSettings>,
  ): UpdateCommandInput & { ExpressionAttributeNames: Record<string, string> } => {
    const given = Object.entries<unknown>(settings);
    return {
      TableName: tableName,
      Key: { projectId },
      UpdateExpression: [
        // The importer's condition on the number of slots needs the map, an empty one to begin with.
        'SET #slots = if_not_exists(#slots, :noSlots)',
        '#paused = if_not_exists(#paused, :false)',
        ...given.map(([name]) => `#${name} = :${name}`),
      ].join(', '),
      ExpressionAttributeNames: Object.fromEntries<string>([
        ['#slots', 'slots'],
        ['#paused', 'paused'],
        ...given.map(([name]): [string, string] => [`#${name}`, name]),
      ]),
      ExpressionAttributeValues: {
        ':noSlots': {},
        ':false': false,
        ...Object.fromEntries<unknown>(given.map(([name, value]) => [`:${name}`, value])),
      },
    };
  };

  return {
    create: async (projectId, settings) => {
      await dynamodb.send(new UpdateCommand(updateOf(projectId, settings)));
    },
    change: (projectId, settings) => {
      const update = updateOf(projectId, settings);
      return updateIf(dynamodb, {
        ...update,
        ConditionExpression: 'attribute_exists(#projectId)',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#projectId': 'projectId' },
      });
    },
  };
};
