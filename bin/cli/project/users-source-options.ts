import type { Command } from 'commander';
import { z } from 'zod';
import { usersSourceSchema } from '../../../lambdas/shared/domain/project.ts';
import { countingNumber, parsedBy, type Value, wordOf } from '../arguments/arguments.ts';
import { WrongUsageError } from '../errors.ts';
import type { UsersSourceChange } from './users-source.ts';

const sourceFields = usersSourceSchema.shape;

/** The first `=` ends the name, so that a value may contain some. */
const sortKeySchema = z
  .string()
  .regex(/^[^=]{1,255}=[^]{0,2048}$/)
  .transform((text) => {
    const [name = ''] = text.split('=', 1);
    return { name, value: text.slice(name.length + 1) };
  });

/** Of a table or an attribute. */
const nameInTable: Value<string> = {
  schema: sourceFields.tableName,
  hasToBe: (say) => say.nameInTable,
};

export const addUsersSourceOptions = (command: Command): Command =>
  command
    .option('--users-table <name>', '', parsedBy(nameInTable))
    .option('--users-key <name>', '', parsedBy(nameInTable))
    .option('--users-key-type <type>', '', parsedBy(wordOf(sourceFields.keyType.options)))
    .option(
      '--users-key-prefix <text>',
      '',
      parsedBy({ schema: sourceFields.keyPrefix, hasToBe: (say) => say.keyPrefix }),
    )
    .option(
      '--users-sort-key <name=value>',
      '',
      parsedBy({ schema: sortKeySchema, hasToBe: (say) => say.sortKey }),
    )
    .option('--users-max-read-units <number>', '', parsedBy(countingNumber))
    .option('--users-ttl <attribute>', '', parsedBy(nameInTable));

const optionsSchema = z
  .object({
    usersTable: sourceFields.tableName,
    usersKey: sourceFields.keyName,
    usersKeyType: sourceFields.keyType,
    usersKeyPrefix: sourceFields.keyPrefix,
    usersSortKey: sourceFields.sortKey.unwrap(),
    usersMaxReadUnits: sourceFields.maxReadUnits.unwrap(),
    usersTtl: sourceFields.ttlAttribute.unwrap(),
  })
  .partial();

/**
 * @returns undefined when none of the options was given
 * @throws WrongUsageError
 */
export const readUsersSourceOptions = (options: unknown): UsersSourceChange | undefined => {
  const given = optionsSchema.parse(options);
  const count = Object.keys(given).length;
  if (count === 0) return undefined;
  if (given.usersTable === 'none') {
    if (count === 1) return 'own';
    throw new WrongUsageError(({ projectChanges }) => projectChanges.ownTableAlone);
  }
  return {
    ...(given.usersTable !== undefined && { tableName: given.usersTable }),
    ...(given.usersKey !== undefined && { keyName: given.usersKey }),
    ...(given.usersKeyType !== undefined && { keyType: given.usersKeyType }),
    ...(given.usersKeyPrefix !== undefined && { keyPrefix: given.usersKeyPrefix }),
    ...(given.usersSortKey !== undefined && { sortKey: given.usersSortKey }),
    ...(given.usersMaxReadUnits !== undefined && { maxReadUnits: given.usersMaxReadUnits }),
    ...(given.usersTtl !== undefined && { ttlAttribute: given.usersTtl }),
  };
};
