import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { projectId, tableNames } from './names.ts';

/** No audience has a place any more. */
export const freeSlots = async (dynamodb: DynamoDBDocumentClient): Promise<void> => {
  await dynamodb.send(
    new UpdateCommand({
      TableName: tableNames.projects,
      Key: { projectId },
      UpdateExpression: 'SET slots = :none',
      ExpressionAttributeValues: { ':none': {} },
    }),
  );
};
