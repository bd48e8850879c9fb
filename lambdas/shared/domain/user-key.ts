const maxKeyBytes = 2048;

/**
 * Key of a user in the stack's own users table.
 *
 * @returns undefined for an ID that DynamoDB would refuse as a key: nobody can be registered under it.
 */
export const userKeyOf = (projectId: string, userId: string): string | undefined => {
  const key = `${projectId}/${userId}`;
  // A UTF-16 unit takes 1 to 3 bytes in UTF-8, so that most keys need not be encoded to be measured.
  if (key.length * 3 <= maxKeyBytes) return key;
  return Buffer.byteLength(key) <= maxKeyBytes ? key : undefined;
};

export const userIdOf = (projectId: string, userKey: string): string =>
  userKey.slice(projectId.length + 1);
