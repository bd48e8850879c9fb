import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { UsersSource } from '../../shared/domain/project.ts';
import { toUserId, toUserKey } from '../../shared/domain/user-key.ts';

export type Key = Record<string, AttributeValue>;

/** Keys stay in the wire format, because a number of 38 digits does not survive as a JavaScript number. */
export const toKey = (source: UsersSource, id: string): Key => {
  const key = toUserKey(source, id);
  if (key === undefined) throw new TypeError('an ID that cannot be a key was asked for');
  const { keyName, keyType, sortKey } = source;
  return {
    [keyName]: keyType === 'number' ? { N: key } : { S: key },
    ...(sortKey && { [sortKey.name]: { S: sortKey.value } }),
  };
};

export const toId = (source: UsersSource, item: Key): string => {
  const value = item[source.keyName];
  const key = source.keyType === 'number' ? value?.N : value?.S;
  if (key === undefined)
    throw new TypeError(
      `${source.tableName} answered without a ${source.keyType} in "${source.keyName}"; ` +
        'correct --users-key or --users-key-type of the project',
    );
  return toUserId(source, key);
};
