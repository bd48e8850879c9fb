import type { FindUsers } from './adapters/write-users.ts';
import type { WriteUsers } from './write-users.ts';

export interface RemoveRegisteredPorts {
  findUsers: FindUsers;
  deleteUsers: WriteUsers;
  /** told how many of a call were registered, and are not any more */
  onRemoved: (users: number) => void;
}

/**
 * Unregisters those who are registered: a deletion of nobody would be paid for, too, and DynamoDB does not say of a batch whom it
 * has deleted.
 */
export const createRemoveRegistered =
  (projectId: string, { findUsers, deleteUsers, onRemoved }: RemoveRegisteredPorts): WriteUsers =>
  async (ids) => {
    const { registered, unprocessed } = await findUsers(projectId, ids);
    const left = registered.length === 0 ? [] : await deleteUsers(registered);
    onRemoved(registered.length - left.length);
    return [...unprocessed, ...left];
  };
