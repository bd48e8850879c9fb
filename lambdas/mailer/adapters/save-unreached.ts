import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { unreachedKey } from '../../shared/domain/unreached.ts';
import type { SaveUnreached } from '../ports.ts';

export const createSaveUnreached =
  (dynamodb: DynamoDBDocumentClient, tableName: string): SaveUnreached =>
  async (projectId, { addresses, notices }, order) => {
    // Like an audience with notices it stands in the index, so that the project is looked at.
    const isPending = notices.length > 0;
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: unreachedKey(projectId),
      UpdateExpression:
        'SET #addresses = :addresses, #notices = :notices, #order = :order' +
        (isPending ? ', #pending = :pending' : ' REMOVE #pending'),
      // A call of a run that was killed may arrive late.
      ConditionExpression: 'attribute_not_exists(#order) OR #order <= :order',
      ExpressionAttributeNames: {
        '#addresses': 'addresses',
        '#notices': 'notices',
        '#order': 'order',
        '#pending': 'pending',
      },
      ExpressionAttributeValues: {
        ':addresses': addresses,
        ':notices': notices,
        ':order': order,
        ...(isPending && { ':pending': projectId }),
      },
    });
  };
