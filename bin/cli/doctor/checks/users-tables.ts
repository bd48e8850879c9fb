import type { UsersSource } from '../../../../lambdas/shared/domain/project.ts';
import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict } from '../finding.ts';
import type { ProjectSource, TableFacts } from '../ports.ts';

/** Whether the functions can look a project's users up. */
export const judgeUsersTable = (
  { projectId, source }: ProjectSource,
  table: TableFacts | undefined,
  readable: readonly string[],
): Verdict => {
  const of = `project ${projectId}: table ${source.tableName}`;
  if (!readable.includes(source.tableName))
    return missing(
      `${of} may not be read by the functions: no import of the project can run`,
      `Deploy with -c usersTables=${[...readable, source.tableName].join(',')}`,
    );
  const absence = judgePresence(source.tableName, table);
  if (absence) return absence;
  const wrong = table && wrongKey(source, table);
  return wrong === undefined
    ? ok(`${of} is there, with the key ${source.keyName}`)
    : missing(`${of} ${wrong}`, `npx audience-import project put ${projectId} --users-key ...`);
};

/** @returns undefined for a table that can be read */
export const judgePresence = (name: string, table: TableFacts | undefined): Verdict | undefined => {
  if (!table)
    return missing(
      `there is no table ${name} in this account and region`,
      'Create it, or take it out of "usersTables" and point the projects elsewhere',
    );
  return table.isActive
    ? undefined
    : missing(`table ${name} is not active`, 'Wait until it is, and look again');
};

const wrongKey = (
  { keyName, keyType, sortKey }: UsersSource,
  { partition, partitionType, sort }: TableFacts,
): string | undefined => {
  if (partition !== keyName) return `has the key ${partition}, and the project says ${keyName}`;
  if (partitionType !== (keyType === 'string' ? 'S' : 'N'))
    return `has a key of type ${partitionType}, and the project says ${keyType}`;
  if (sort !== sortKey?.name)
    return `has the sort key ${sort ?? '(none)'}, and the project says ${sortKey?.name ?? '(none)'}`;
  return undefined;
};

export const usersTables: Check = {
  name: 'users-tables',
  rights: ['dynamodb:DescribeTable', 'dynamodb:Scan'],
  run: async ({ stack, settings, look }) => {
    const readable = stack ? stack.usersTables : settings.usersTables;
    const sources = stack ? await look.usersSources() : [];
    const used = new Set(sources.map(({ source }) => source.tableName));
    const unused = readable.filter((name) => !used.has(name));
    const verdicts = await Promise.all([
      ...sources.map(async (each) =>
        judgeUsersTable(each, await look.table(each.source.tableName), readable),
      ),
      ...unused.map(
        async (name) => judgePresence(name, await look.table(name)) ?? ok(`table ${name} is there`),
      ),
    ]);
    return verdicts.length === 0
      ? [notApplicable("no table of yours: users are in the stack's own")]
      : verdicts;
  },
};
