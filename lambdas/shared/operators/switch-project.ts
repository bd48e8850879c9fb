import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { Project } from '../domain/project.ts';
import type { Now } from '../ports.ts';

/**
 * What stops a project's imports and lets them go on. Each is one conditional write; false means that there
 * is no such project.
 */
export interface SwitchProject {
  /** Imports that have begun go on; see `waitForWorkers` of the command. */
  pause: (projectId: string) => Promise<boolean>;
  resume: (projectId: string) => Promise<boolean>;
  /**
   * The project stays as an item that nobody lists. Also repeats well, and never deletes one that was created anew since it
   * was read.
   */
  markDeleted: (project: Pick<Project, 'projectId' | 'creation'>) => Promise<boolean>;
}

export const createSwitchProject = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
  now: Now,
): SwitchProject => {
  const setPaused = (projectId: string, paused: boolean): Promise<boolean> =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId },
      UpdateExpression: 'SET #paused = :paused',
      ConditionExpression: 'attribute_exists(#projectId) AND attribute_not_exists(#deletedAt)',
      ExpressionAttributeNames: {
        '#paused': 'paused',
        '#projectId': 'projectId',
        '#deletedAt': 'deletedAt',
      },
      ExpressionAttributeValues: { ':paused': paused },
    });

  return {
    pause: (projectId) => setPaused(projectId, true),
    resume: (projectId) => setPaused(projectId, false),
    markDeleted: ({ projectId, creation }) =>
      updateIf(dynamodb, {
        TableName: tableName,
        Key: { projectId },
        UpdateExpression: 'SET #deletedAt = if_not_exists(#deletedAt, :now), #paused = :true',
        ConditionExpression:
          'attribute_exists(#projectId) AND ' +
          (creation === undefined ? 'attribute_not_exists(#creation)' : '#creation = :creation'),
        ExpressionAttributeNames: {
          '#creation': 'creation',
          '#paused': 'paused',
          '#projectId': 'projectId',
          '#deletedAt': 'deletedAt',
        },
        ExpressionAttributeValues: {
          ':now': now(),
          ':true': true,
          ...(creation !== undefined && { ':creation': creation }),
        },
      }),
  };
};
