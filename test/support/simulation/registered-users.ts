import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import type { Now } from '../../../lambdas/shared/ports.ts';
import { tables } from './resources.ts';

/** A user who registers or leaves; what holds between the two moments nobody knows. */
interface Change {
  from: number;
  to: number;
  isRegistered: boolean;
}

/** Who was registered when. */
export interface RegisteredUsers {
  change: (id: string, isRegistered: boolean) => Promise<void>;
  /** @returns undefined for somebody who was for a part of that time, or may have been */
  wasRegistered: (id: string, from: number, to: number) => boolean | undefined;
}

export const createRegisteredUsers = (
  dynamodb: DynamoDBClient,
  projectId: string,
  now: Now,
): RegisteredUsers => {
  const changes = new Map<string, Change[]>();
  return {
    change: async (id, isRegistered) => {
      const change: Change = { from: now(), to: Infinity, isRegistered };
      changes.set(id, [...(changes.get(id) ?? []), change]);
      const key = { [tableKeys.users.partition]: { S: `${projectId}/${id}` } };
      let RequestItems: BatchWriteItemCommand['input']['RequestItems'] = {
        [tables.users]: [
          isRegistered ? { PutRequest: { Item: key } } : { DeleteRequest: { Key: key } },
        ],
      };
      while (RequestItems && Object.keys(RequestItems).length > 0)
        ({ UnprocessedItems: RequestItems } = await dynamodb.send(
          new BatchWriteItemCommand({ RequestItems }),
        ));
      change.to = now();
    },
    wasRegistered: (id, from, to) => {
      const all = changes.get(id) ?? [];
      if (all.some((change) => change.from <= to && change.to >= from)) return undefined;
      return all.findLast((change) => change.to < from)?.isRegistered ?? false;
    },
  };
};
