import type { UsersSource } from './project.ts';

const maxKeyBytes = 2048;

/**
 * The partition key under which a user would be found in a customer's table.
 *
 * @returns undefined for an ID that DynamoDB would refuse as a key, or give back in another form: nobody
 *   can be registered under it
 */
export const toUserKey = (
  { keyType, keyPrefix }: Pick<UsersSource, 'keyType' | 'keyPrefix'>,
  userId: string,
): string | undefined => {
  if (keyType === 'number') return isCanonicalNumber(userId) ? userId : undefined;
  const key = keyPrefix + userId;
  // A UTF-16 unit takes 1 to 3 bytes in UTF-8, so that most keys need not be encoded to be measured.
  if (key.length * 3 <= maxKeyBytes) return key;
  return Buffer.byteLength(key) <= maxKeyBytes ? key : undefined;
};

export const toUserId = (
  { keyType, keyPrefix }: Pick<UsersSource, 'keyType' | 'keyPrefix'>,
  key: string,
): string => (keyType === 'number' ? key : key.slice(keyPrefix.length));

/** As DynamoDB returns a number of at most 38 digits: `0001`, `1.0`, `1e3` and `-0` are other writings. */
const canonicalNumber = /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/;

const isCanonicalNumber = (text: string): boolean =>
  canonicalNumber.test(text) && text.replaceAll(/[-.]/g, '').replace(/^0+/, '').length <= 38;
