import { hash } from 'node:crypto';
import { tableKeys } from './contract.ts';

/**
 * Parts of each project's users in the stack's own table, as it is documented for whoever writes into it
 * (docs/users-table.md). With fewer of them a project could not use what the table gives; with more, reading a small project
 * costs more, half a unit a shard at least.
 */
export const userShards = 64;

/** DynamoDB's longest sort key. Nobody can be registered under a longer ID. */
export const mostUserIdBytes = 1024;

const { partition, sort } = tableKeys.users;

/** An item of the stack's own users table. */
export type OwnUserKey = Record<typeof partition | typeof sort, string>;

/** @param shard from 0 */
export const userShardKey = (projectId: string, shard: number): string => `${projectId}#${shard}`;

/** Whether somebody can be registered under the ID. */
export const isUserId = (id: string): boolean => {
  // A UTF-16 unit takes 1 to 3 bytes in UTF-8, so that most IDs need not be encoded to be measured.
  if (id.length * 3 <= mostUserIdBytes) return id !== '';
  return Buffer.byteLength(id) <= mostUserIdBytes;
};

/** Where the stack's own table has a user of the project. */
export const ownUserKey = (projectId: string, id: string): OwnUserKey => ({
  [partition]: userShardKey(projectId, shardOf(id)),
  [sort]: id,
});

/** SHA-256 is everywhere, in databases, too, and IDs that look alike are spread as well as others. */
const shardOf = (id: string): number =>
  Number.parseInt(hash('sha256', id).slice(0, 2), 16) % userShards;
