import { isMissingValue } from '../../../lambdas/shared/domain/missing-value.ts';
import type { Backoff } from '../../../lambdas/shared/ports.ts';
import type { ReadUsersPage } from '../adapters/read-users.ts';
import { RefusedError } from '../errors.ts';
import { readAllUsers } from './read-all-users.ts';
import type { UserFile } from './read-user-file.ts';
import { StoredIds } from './stored-ids.ts';
import { usersPerCall, type WriteUsers, writeUsersOf } from './write-users.ts';

/** What has to be done so that exactly the users of a file are registered. */
export interface UsersToSync {
  /** users who are registered now */
  registered: number;
  /** how many are added: those of the file that are not marked in it */
  added: number;
  /** who is registered, and not in the file */
  removed: StoredIds;
  /** read units that finding this out has taken */
  readUnits: number;
}

/** A list of users without its header. */
export interface SyncedList {
  users: UserFile;
  /** the ID that is a column's name: nobody's */
  header: string | undefined;
}

export interface FindPorts extends Backoff {
  readPage: ReadUsersPage<readonly string[]>;
  /** told how many users are read, again and again */
  onProgress: (registered: number) => void;
  signal: AbortSignal;
}

/** Of the IDs that are to be removed: as much as a file may have. */
const mostRemovedBytes = 500 * 1024 * 1024;

/**
 * Reads all registered users once, and compares them with a file. Holds those that are not in it.
 *
 * @throws RefusedError when that is too much to hold
 */
export const findUsersToSync = async (
  projectId: string,
  { users: { file, counts }, header }: SyncedList,
  { readPage, onProgress, signal, ...backoff }: FindPorts,
): Promise<UsersToSync> => {
  const removed = new StoredIds();
  let registered = 0;
  const take = (ids: readonly string[]): void => {
    registered += ids.length;
    file.mark(ids);
    removed.add(ids.filter((id) => id === header || !file.isMarked(id)));
    if (removed.bytes > mostRemovedBytes)
      throw new RefusedError(({ users }) => users.tooManyToHold(removed.count));
    onProgress(registered);
  };
  const readUnits = await readAllUsers(projectId, readPage, take, { ...backoff, signal });
  const listed = counts.distinct - (header === undefined ? 0 : 1);
  return { registered, added: listed - (registered - removed.count), removed, readUnits };
};

/** Percent of the registered users that are removed without a word. */
export const usualMaxRemoval = 10;

/** @param maxRemoval percent of the registered users, 0 to 100 */
export const removesTooMany = (
  { registered, removed }: Pick<UsersToSync, 'registered'> & { removed: { count: number } },
  maxRemoval: number,
): boolean => removed.count * 100 > maxRemoval * registered;

export interface SyncPorts extends Backoff {
  putUsers: WriteUsers;
  deleteUsers: WriteUsers;
  /** told how many are written, again and again */
  onProgress: (written: { added: number; removed: number }) => void;
  signal: AbortSignal;
}

/**
 * Adds first and removes then: wherever it breaks off, nobody of the file is missing who was there. What is done is found
 * done when it is begun again.
 *
 * @returns those it has added that are words for a missing value
 */
export const syncUsers = async (
  { users: { file }, header }: SyncedList,
  { removed }: Pick<UsersToSync, 'removed'>,
  { putUsers, deleteUsers, onProgress, ...ports }: SyncPorts,
): Promise<{ missingValues: readonly string[] }> => {
  const missingValues: string[] = [];
  const written = { added: 0, removed: 0 };
  const groups = function* (): Generator<string[]> {
    for (const ids of file.ids(usersPerCall)) {
      const users = ids.filter((id) => id !== header);
      missingValues.push(...users.filter(isMissingValue));
      if (users.length > 0) yield users;
    }
  };
  await writeUsersOf(groups(), putUsers, {
    ...ports,
    onWritten: ({ length }) => {
      written.added += length;
      onProgress(written);
    },
  });
  await writeUsersOf(removed.groups(usersPerCall), deleteUsers, {
    ...ports,
    onWritten: ({ length }) => {
      written.removed += length;
      onProgress(written);
    },
  });
  return { missingValues };
};
