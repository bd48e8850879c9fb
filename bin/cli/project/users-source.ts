import type { UsersSource } from '../../../lambdas/shared/domain/project.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { RefusedError, WrongUsageError } from '../errors.ts';

/**
 * What an operator says of the users table. With `tableName` it begins anew, without it is a change of
 * what was said before; `own` is the stack's own table.
 */
export type UsersSourceChange = 'own' | Partial<UsersSource>;

/** What an operator gives of a project. */
export interface GivenSettings extends Partial<Omit<ProjectSettings, 'usersSource'>> {
  usersSource?: UsersSourceChange;
}

/**
 * @param tables those that the functions may read
 * @returns null for the stack's own table
 * @throws WrongUsageError when the options make no sense together
 * @throws RefusedError when the functions may not read the table
 */
export const resolveUsersSource = (
  change: UsersSourceChange,
  existing: UsersSource | undefined,
  tables: readonly string[],
): UsersSource | null => {
  if (change === 'own') return null;
  const { tableName, keyName, ttlAttribute, ...others } =
    change.tableName === undefined ? { ...existing, ...change } : change;
  if (tableName === undefined)
    throw new WrongUsageError(({ projectChanges }) => projectChanges.noUsersTable);
  if (keyName === undefined)
    throw new WrongUsageError(({ projectChanges }) => projectChanges.noUsersKey);
  const source = {
    keyType: 'string' as const,
    keyPrefix: '',
    ...others,
    tableName,
    keyName,
    ...(ttlAttribute !== undefined && ttlAttribute !== 'none' && { ttlAttribute }),
  };
  if (source.keyType === 'number' && source.keyPrefix !== '')
    throw new WrongUsageError(({ projectChanges }) => projectChanges.numberWithPrefix);
  if (!tables.includes(tableName)) throw notAmong(tables, tableName);
  return source;
};

const notAmong = (tables: readonly string[], tableName: string): RefusedError =>
  new RefusedError(({ projectChanges }) => projectChanges.notAmong(tableName, tables));
