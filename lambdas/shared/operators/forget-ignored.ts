import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ignoredKey } from '../domain/ignored-objects.ts';

/** Of a project that is deleted: nobody is told of it any more. */
export type ForgetIgnored = (projectId: string) => Promise<void>;

/** The item stays, without anything in it: commands may delete no items. */
export const createForgetIgnored =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ForgetIgnored =>
  async (projectId) => {
    await dynamodb.send(
      new UpdateCommand({
        TableName: tableName,
        Key: ignoredKey(projectId),
        UpdateExpression:
          'SET #at = :never, #reasons = :none, #isEmpty = :false, #told = :none, #notices = :none REMOVE #pending',
        ExpressionAttributeNames: {
          '#at': 'at',
          '#reasons': 'reasons',
          '#isEmpty': 'isEmpty',
          '#told': 'told',
          '#notices': 'notices',
          '#pending': 'pending',
        },
        ExpressionAttributeValues: {
          ':never': 0,
          ':none': {},
          ':false': false,
        },
      }),
    );
  };
