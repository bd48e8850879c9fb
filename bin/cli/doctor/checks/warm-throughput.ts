import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning, type Words } from '../finding.ts';
import type { TableFacts } from '../ports.ts';

/** Of one of the stack's own tables. */
export const judgeWarmThroughput = (name: string, table: TableFacts | undefined): Verdict => {
  if (!table)
    return missing(
      (say) => say.warmThroughput.gone(name),
      (say) => say.warmThroughput.doRestore,
    );
  const { warm } = table;
  if (!warm) return notApplicable((say) => say.warmThroughput.unknown(name));
  const takes: Words = (say) => say.warmThroughput.takes(name, warm.read, warm.write);
  return warm.isChanging
    ? warning(
        (say) => say.warmThroughput.isChanging(takes(say)),
        (say) => say.warmThroughput.doWait,
      )
    : ok(takes);
};

export const warmThroughput: Check = {
  name: 'warm-throughput',
  rights: ['dynamodb:DescribeTable'],
  run: async ({ stack, look }) =>
    stack
      ? Promise.all(
          [stack.tables.users, stack.tables.memberships].map(async (name) =>
            judgeWarmThroughput(name, await look.table(name)),
          ),
        )
      : [notApplicable((say) => say.warmThroughput.notYet)],
};
