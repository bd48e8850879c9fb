import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import type { AudienceKey, RemoveEvents } from '../ports.ts';

export const createRemoveEvents = (
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
): RemoveEvents => {
  const pathsOf = (sequences: readonly string[]): string[] =>
    sequences.map((_, index) => `#events.#event${index}`);
  const namesOf = (sequences: readonly string[]): Record<string, string> => ({
    '#events': 'events',
    ...Object.fromEntries(sequences.map((sequence, index) => [`#event${index}`, sequence])),
  });

  /** Only what is there is removed, so that it repeats well. An item that is gone is not created again. */
  const removeSome = async (Key: AudienceKey, sequences: readonly string[]): Promise<void> => {
    if (sequences.length === 0) return;
    await updateIf(dynamodb, {
      TableName,
      Key,
      UpdateExpression: `REMOVE ${pathsOf(sequences).join(', ')}`,
      ConditionExpression: 'attribute_exists(#events)',
      ExpressionAttributeNames: namesOf(sequences),
    });
  };

  /** @returns false when these are not, or no longer, exactly the events that the audience has */
  const removeLast = (Key: AudienceKey, sequences: readonly string[]): Promise<boolean> =>
    updateIf(dynamodb, {
      TableName,
      Key,
      UpdateExpression: `REMOVE ${[...pathsOf(sequences), '#unannounced'].join(', ')}`,
      ConditionExpression: [
        'size(#events) = :count',
        ...pathsOf(sequences).map((path) => `attribute_exists(${path})`),
      ].join(' AND '),
      ExpressionAttributeNames: { ...namesOf(sequences), '#unannounced': 'unannounced' },
      ExpressionAttributeValues: { ':count': sequences.length },
    });

  return async ({ projectId, fileName }, sequences, areAll) => {
    const key = { projectId, fileName };
    if (areAll && (await removeLast(key, sequences))) return;
    await removeSome(key, sequences);
  };
};
