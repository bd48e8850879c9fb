import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { KeyFormat } from '../../../kernel/user-marks.ts';
import { tableKeys } from '../../shared/contract.ts';
import type { UsersSource } from '../../shared/domain/project.ts';
import { toUserId, toUserKey } from '../../shared/domain/user-key.ts';
import { isUserId, ownUserKey } from '../../shared/own-user-key.ts';

export type Key = Record<string, AttributeValue>;

/** How a table says who a user is. Keys stay in the wire format: a number of 38 digits does not survive as a JavaScript number. */
export interface UserKeys {
  /** the attribute from which an item's ID is read, by lookups and by the kernel */
  format: KeyFormat;
  canBeUser: (id: string) => boolean;
  toKey: (id: string) => Key;
  toId: (item: Key) => string;
}

const { partition, sort } = tableKeys.users;

/** Of the stack's own table: the sort key is the ID. */
export const ownKeys = (projectId: string, tableName: string): UserKeys => ({
  format: { keyName: sort, keyType: 'string', keyPrefix: '' },
  canBeUser: isUserId,
  toKey: (id) => {
    const key = ownUserKey(projectId, id);
    return { [partition]: { S: key[partition] }, [sort]: { S: key[sort] } };
  },
  toId: (item) => {
    const id = item[sort]?.S;
    if (id === undefined)
      throw new TypeError(`${tableName} answered without a string in "${sort}"`);
    return id;
  },
});

/** Of a customer's table: the partition key is made of the ID. */
export const keysOf = (source: UsersSource): UserKeys => {
  const { tableName, keyName, keyType, sortKey } = source;
  return {
    format: source,
    canBeUser: (id) => toUserKey(source, id) !== undefined,
    toKey: (id) => {
      const key = toUserKey(source, id);
      if (key === undefined) throw new TypeError('an ID that cannot be a key was asked for');
      return {
        [keyName]: keyType === 'number' ? { N: key } : { S: key },
        ...(sortKey && { [sortKey.name]: { S: sortKey.value } }),
      };
    },
    toId: (item) => {
      const value = item[keyName];
      const key = keyType === 'number' ? value?.N : value?.S;
      if (key === undefined)
        throw new TypeError(
          `${tableName} answered without a ${keyType} in "${keyName}"; ` +
            'correct --users-key or --users-key-type of the project',
        );
      return toUserId(source, key);
    },
  };
};
