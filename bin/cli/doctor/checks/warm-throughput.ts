import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { TableFacts } from '../ports.ts';

/** Of one of the stack's own tables. */
export const judgeWarmThroughput = (name: string, table: TableFacts | undefined): Verdict => {
  if (!table)
    return missing(
      `the stack's table ${name} is gone`,
      'Restore it from a backup under the same name; npx cdk deploy does not make it anew',
    );
  const { warm } = table;
  if (!warm) return notApplicable(`this DynamoDB does not say what table ${name} takes at once`);
  const what = `table ${name} takes ${warm.read} read and ${warm.write} write units a second at once`;
  return warm.isChanging
    ? warning(`${what}, and is being changed`, 'Wait for it before large files are imported')
    : ok(what);
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
      : [notApplicable('the tables are not there yet')],
};
