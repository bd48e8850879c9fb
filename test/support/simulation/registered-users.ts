import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inGroups } from '../../../lambdas/shared/in-groups.ts';
import type { Now } from '../../../lambdas/shared/ports.ts';
import { aUserItem } from '../user-items.ts';
import { tables } from './resources.ts';

/** A user who registers or leaves; what holds between the two moments nobody knows. */
interface Change {
  from: number;
  to: number;
  isRegistered: boolean;
}

/** Who was registered when. */
export interface RegisteredUsers {
  change: (projectId: string, ids: readonly string[], isRegistered: boolean) => Promise<void>;
  /** @returns undefined for somebody who was for a part of that time, or may have been */
  wasRegistered: (projectId: string, id: string, from: number, to: number) => boolean | undefined;
}

/** BatchWriteItem takes no more. */
const usersPerCall = 25;

/** @param dynamodb whose calls meet no faults */
export const createRegisteredUsers = (dynamodb: DynamoDBClient, now: Now): RegisteredUsers => {
  const changes = new Map<string, Change[]>();
  return {
    change: async (projectId, ids, isRegistered) => {
      for (const group of inGroups(ids, usersPerCall)) {
        const change: Change = { from: now(), to: Infinity, isRegistered };
        const requests = group.map((id) => {
          const user = `${projectId}/${id}`;
          changes.set(user, [...(changes.get(user) ?? []), change]);
          const Key = aUserItem(projectId, id);
          return isRegistered ? { PutRequest: { Item: Key } } : { DeleteRequest: { Key } };
        });
        let RequestItems: BatchWriteItemCommand['input']['RequestItems'] = {
          [tables.users]: requests,
        };
        while (RequestItems && Object.keys(RequestItems).length > 0)
          ({ UnprocessedItems: RequestItems } = await dynamodb.send(
            new BatchWriteItemCommand({ RequestItems }),
          ));
        change.to = now();
      }
    },
    wasRegistered: (projectId, id, from, to) => {
      const all = changes.get(`${projectId}/${id}`) ?? [];
      if (all.some((change) => change.from <= to && change.to >= from)) return undefined;
      return all.findLast((change) => change.to < from)?.isRegistered ?? false;
    },
  };
};
