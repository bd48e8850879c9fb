import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { AudienceImportError } from '../../shared/errors.ts';

/** The users table that a project points at is not built as the project says. */
export class UsersTableKeyError extends AudienceImportError {
  override readonly name = 'UsersTableKeyError';
}

/**
 * A read of a users table. What DynamoDB finds invalid of it is the key, which is a setting of the project; of another table
 * the same answer would be a bug of ours.
 *
 * @throws UsersTableKeyError, or what the read throws
 */
export const blameUsersTable = async <T>(read: Promise<T>): Promise<T> => {
  try {
    return await read;
  } catch (error) {
    if (error instanceof DynamoDBServiceException && error.name === 'ValidationException')
      throw new UsersTableKeyError(error.message, { cause: error });
    throw error;
  }
};
