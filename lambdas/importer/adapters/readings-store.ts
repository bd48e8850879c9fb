import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  createGetUsersReadings,
  type GetUsersReadings,
} from '../../shared/adapters/get-users-readings.ts';
import { usersReadingsKey } from '../../shared/domain/users-readings.ts';
import type { UsersReading } from '../users.ts';

/** Keeps what users have cost to read, for all imports of a project. */
export interface ReadingsStore {
  get: GetUsersReadings;
  /** @param reading `at` in milliseconds since 1970 */
  put: (
    projectId: string,
    reading: UsersReading & { at: number },
    signal: AbortSignal,
  ) => Promise<void>;
}

/** In an item of its own in the audiences table, one for each project. */
export const createReadingsStore = (
  dynamodb: DynamoDBDocumentClient,
  audiencesTable: string,
): ReadingsStore => ({
  get: createGetUsersReadings(dynamodb, audiencesTable),
  put: async (projectId, { isWhole, users, units, at }, abortSignal) => {
    await dynamodb.send(
      new UpdateCommand({
        TableName: audiencesTable,
        Key: usersReadingsKey(projectId),
        UpdateExpression: 'SET #reading = :reading',
        ExpressionAttributeNames: { '#reading': isWhole ? 'whole' : 'givenUp' },
        ExpressionAttributeValues: { ':reading': isWhole ? { users, units, at } : { units, at } },
      }),
      { abortSignal },
    );
  },
});
