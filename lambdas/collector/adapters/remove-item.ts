import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RemoveItem } from '../ports.ts';

export const createRemoveItem =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RemoveItem =>
  async ({ projectId, fileName, versionCounter, deletedAt }) => {
    const command = new DeleteCommand({
      TableName: tableName,
      Key: { projectId, fileName },
      ConditionExpression:
        '#deletedAt = :deletedAt AND #counter = :counter AND size(#versions) = :none ' +
        'AND #source.#present = :false AND attribute_not_exists(#claim) AND attribute_not_exists(#pending) AND attribute_not_exists(#unannounced)',
      ExpressionAttributeNames: {
        '#deletedAt': 'deletedAt',
        '#counter': 'versionCounter',
        '#versions': 'versions',
        '#source': 'source',
        '#present': 'present',
        '#claim': 'claim',
        '#pending': 'pending',
        '#unannounced': 'unannounced',
      },
      ExpressionAttributeValues: {
        ':deletedAt': deletedAt,
        ':counter': versionCounter,
        ':none': 0,
        ':false': false,
      },
    });
    try {
      await dynamodb.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
