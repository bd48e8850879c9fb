import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { AudienceItem } from '../domain/audience-item.ts';
import { joinParts, toExpression, type UpdateParts } from './update-parts.ts';

/** One update of an audience's item. @returns false when a condition did not hold; nothing was written then */
export const updateAudience = (
  { dynamodb, tableName }: { dynamodb: DynamoDBDocumentClient; tableName: string },
  { projectId, fileName }: Pick<AudienceItem, 'projectId' | 'fileName'>,
  parts: readonly UpdateParts[],
): Promise<boolean> => {
  const { conditions, names, values, ...clauses } = joinParts(parts);
  return updateIf(dynamodb, {
    TableName: tableName,
    Key: { projectId, fileName },
    UpdateExpression: toExpression(clauses),
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  });
};
