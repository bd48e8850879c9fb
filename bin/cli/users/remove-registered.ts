import type { FindUsers } from '../adapters/write-users.ts';
import type { WriteUsers } from './write-users.ts';

export interface RemoveRegisteredPorts {
  findUsers: FindUsers;
  deleteUsers: WriteUsers;
  /** told who of a call was registered, and is not any more */
  onRemoved: (ids: readonly string[]) => void;
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
    onRemoved(registered.filter((id) => !left.includes(id)));
    return [...unprocessed, ...left];
  };
