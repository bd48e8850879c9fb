import type { UsersSource } from '../../../../lambdas/shared/domain/project.ts';
import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, type Words } from '../finding.ts';
import type { ProjectSource, TableFacts } from '../ports.ts';

/** Whether the functions can look a project's users up. */
export const judgeUsersTable = (
  { projectId, source }: ProjectSource,
  table: TableFacts | undefined,
  readable: readonly string[],
): Verdict => {
  const { tableName, keyName } = source;
  if (!readable.includes(tableName))
    return missing(
      (say) => say.usersTables.forbidden(projectId, tableName),
      (say) => say.usersTables.doAllow([...readable, tableName].join(',')),
    );
  const absence = judgePresence(tableName, table);
  if (absence) return absence;
  const wrong = table && wrongKey(projectId, source, table);
  return wrong === undefined
    ? ok((say) => say.usersTables.fits(projectId, tableName, keyName))
    : missing(wrong, (say) => say.usersTables.doPut(projectId));
};

/** @returns undefined for a table that can be read */
export const judgePresence = (name: string, table: TableFacts | undefined): Verdict | undefined => {
  if (!table)
    return missing(
      (say) => say.usersTables.none(name),
      (say) => say.usersTables.doCreate,
    );
  return table.isActive
    ? undefined
    : missing(
        (say) => say.usersTables.inactive(name),
        (say) => say.usersTables.doWait,
      );
};

const wrongKey = (
  projectId: string,
  { tableName, keyName, keyType, sortKey }: UsersSource,
  { partition = '', partitionType = '', sort }: TableFacts,
): Words | undefined => {
  if (partition !== keyName)
    return (say) => say.usersTables.otherKey(projectId, tableName, partition, keyName);
  if (partitionType !== (keyType === 'string' ? 'S' : 'N'))
    return (say) => say.usersTables.otherType(projectId, tableName, partitionType, keyType);
  const wanted = sortKey?.name;
  if (sort !== wanted)
    return (say) =>
      say.usersTables.otherSortKey(projectId, tableName, sort ?? null, wanted ?? null);
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
        async (name) =>
          judgePresence(name, await look.table(name)) ?? ok((say) => say.usersTables.isThere(name)),
      ),
    ]);
    return verdicts.length === 0 ? [notApplicable((say) => say.usersTables.own)] : verdicts;
  },
};
