import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  type UsersReadings,
  usersReadingsKey,
  usersReadingsSchema,
} from '../domain/users-readings.ts';
import { parseItem } from './parse-item.ts';

/** Eventually consistent. Of a project whose users were never read it is empty. */
export type GetUsersReadings = (projectId: string, signal?: AbortSignal) => Promise<UsersReadings>;

export const createGetUsersReadings =
  (dynamodb: DynamoDBDocumentClient, audiencesTable: string): GetUsersReadings =>
  async (projectId, signal) => {
    const { Item = {} } = await dynamodb.send(
      new GetCommand({ TableName: audiencesTable, Key: usersReadingsKey(projectId) }),
      signal && { abortSignal: signal },
    );
    return parseItem(
      usersReadingsSchema,
      Item,
      `what the users of project ${projectId} cost to read`,
    );
  };
