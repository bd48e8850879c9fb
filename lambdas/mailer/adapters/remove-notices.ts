import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { inGroups } from '../../shared/in-groups.ts';
import type { AudienceKey, RemoveNotices } from '../ports.ts';
import { itemKeyOf } from './item-key.ts';

/** An expression has at most 4 KB. */
const noticesPerUpdate = 50;

export const createRemoveNotices = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): RemoveNotices => {
  /** Only what is there is removed, so that it repeats well. An item that is gone is not created again. */
  const removeSome = async (key: AudienceKey, noticeKeys: readonly string[]): Promise<void> => {
    if (noticeKeys.length === 0) return;
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: key,
      UpdateExpression: `REMOVE ${pathsOf(noticeKeys).join(', ')}`,
      ConditionExpression: 'attribute_exists(#notices)',
      ExpressionAttributeNames: namesOf(noticeKeys),
    });
  };

  /** @returns false when these are not, or no longer, exactly the notices that the audience has */
  const removeLast = (key: AudienceKey, noticeKeys: readonly string[]): Promise<boolean> =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: key,
      UpdateExpression: `REMOVE ${[...pathsOf(noticeKeys), '#pending'].join(', ')}`,
      ConditionExpression: [
        'size(#notices) = :count',
        ...pathsOf(noticeKeys).map((path) => `attribute_exists(${path})`),
      ].join(' AND '),
      ExpressionAttributeNames: { ...namesOf(noticeKeys), '#pending': 'pending' },
      ExpressionAttributeValues: { ':count': noticeKeys.length },
    });

  return async ({ projectId, fileName }, noticeKeys, areAll) => {
    const key = itemKeyOf({ projectId, fileName });
    const groups = [...inGroups(noticeKeys, noticesPerUpdate)];
    const last = groups.pop() ?? [];
    for (const group of groups) await removeSome(key, group);
    if (areAll && (await removeLast(key, last))) return;
    await removeSome(key, last);
  };
};

const pathsOf = (noticeKeys: readonly string[]): string[] =>
  noticeKeys.map((_, index) => `#notices.#key${index}`);

const namesOf = (noticeKeys: readonly string[]): Record<string, string> => ({
  '#notices': 'notices',
  ...Object.fromEntries(noticeKeys.map((key, index) => [`#key${index}`, key])),
});
