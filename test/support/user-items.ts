import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { ownUserKey } from '../../lambdas/shared/own-user-key.ts';

/** A registered user in the stack's own table, as it is sent to DynamoDB. */
export const aUserItem = (projectId: string, id: string): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(ownUserKey(projectId, id)).map(([name, value]) => [name, { S: value }]),
  );
