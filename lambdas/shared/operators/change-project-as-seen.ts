import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { GetProject } from '../adapters/read-projects.ts';
import type { Project } from '../domain/project.ts';
import type { NewId } from '../ports.ts';

/** A setting of a project: as somebody has seen it, and as it is to be. */
export type ProjectChange =
  | { setting: 'paused'; seen: boolean; value: boolean }
  | { setting: 'audienceLimit'; seen: number; value: number };

/** `project`: as it is then. */
export type ChangedProject =
  | { result: 'changed'; project: Project }
  | { result: 'refused'; why: 'seen'; project: Project }
  | { result: 'refused'; why: 'unknown' };

/**
 * Changes one setting of a project, if it is still as somebody has seen it. One conditional write, which leaves its ID in the
 * item: where the answer to it is lost, that tells our own change from another one.
 */
export type ChangeProjectAsSeen = (
  projectId: string,
  change: ProjectChange,
) => Promise<ChangedProject>;

export interface ChangeProjectDeps {
  dynamodb: DynamoDBDocumentClient;
  /** of the projects */
  tableName: string;
  getProject: GetProject;
  newId: NewId;
}

export const createChangeProjectAsSeen =
  ({ dynamodb, tableName, getProject, newId }: ChangeProjectDeps): ChangeProjectAsSeen =>
  async (projectId, { setting, seen, value }) => {
    const operation = newId();
    const isWritten = await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId },
      UpdateExpression: 'SET #setting = :value, #operation = :operation',
      ConditionExpression: '#setting = :seen AND attribute_not_exists(#deletedAt)',
      ExpressionAttributeNames: {
        '#setting': setting,
        '#operation': 'operation',
        '#deletedAt': 'deletedAt',
      },
      ExpressionAttributeValues: { ':value': value, ':seen': seen, ':operation': operation },
    });
    const project = await getProject(projectId);
    if (!project || project.deletedAt !== undefined) return { result: 'refused', why: 'unknown' };
    // Written, and perhaps changed again by somebody else since; or the answer to our own update was lost.
    if (isWritten || project.operation === operation) return { result: 'changed', project };
    return { result: 'refused', why: 'seen', project };
  };
