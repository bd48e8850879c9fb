import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { describeSample } from '../audience/describe-sample.ts';
import { formatDollars, formatShare } from '../terminal/figures.ts';
import type { Expense, ValidationView } from './validation-view.ts';
import { toList } from '../terminal/table.ts';

/** What an import would come to, for a person. */
export const describeValidation = (view: ValidationView): string => {
  const { diagnosis, unregisteredSample: sample } = view;
  const { cost } = view.import;
  return toList([
    ['project', view.project],
    ['audience', view.name],
    ['file', view.file],
    ['an import', describeOutcome(view)],
    ...(view.message === null
      ? []
      : ([
          ['cause', view.cause],
          ['message', view.message],
        ] as const)),
    ...(view.row === null ? [] : [['row', view.row] as const]),
    [
      'live now',
      view.live && `version ${view.live.version}, ${countOf(view.live.members, 'member')}`,
    ],
    ['members', view.members],
    ['matched', view.matchRate === null ? null : formatShare(view.matchRate)],
    ['added', view.added],
    ['removed', view.removed],
    ['rows', view.rows],
    ['blank', view.blank],
    ['duplicates', view.duplicates],
    ['unregistered', view.unregistered],
    ...describeSample('such as', sample),
    ...(diagnosis?.findings ?? []).map(
      ({ sentence, example }) =>
        [
          'finding',
          example === undefined ? sentence : `${sentence} For example: ${example}`,
        ] as const,
    ),
    ['plan', describePlan(view)],
    ['import takes', describeExpense(view.import)],
    ['dry run took', describeExpense(view.dryRun)],
    ['prices of', `${cost.region} in ${cost.asOf}, DynamoDB alone`],
  ]);
};

const describeOutcome = ({ outcome, live, replacesHeld }: ValidationView): string =>
  outcomes[outcome](live) +
  (replacesHeld === null ? '' : `; version ${replacesHeld}, which is held, would be dropped`);

const outcomes: Readonly<
  Record<ValidationView['outcome'], (live: ValidationView['live']) => string>
> = {
  published: (live) =>
    live
      ? `would be published in place of version ${live.version}`
      : 'would be published: the first list',
  unchanged: (live) => `would change nobody: version ${live?.version ?? '-'} has the same members`,
  held: () => 'would be held, and not published before somebody approves it',
  rejected: () => 'would be rejected, and what is live would stay',
  failed: () => 'would fail, and what is live would stay',
  undecided: () => 'cannot be foretold',
};

const describeExpense = ({ readUnits, writeUnits, cost }: Expense): string =>
  `${countOf(readUnits, 'read unit')}, ${countOf(writeUnits, 'write unit')}: ${formatDollars(cost.dollars)}`;

const describePlan = ({ plan, plannedUnits }: ValidationView): string | null =>
  plan !== null && plannedUnits !== null
    ? `${plan}, expected to take ${countOf(plannedUnits, 'read unit')}`
    : plan;
