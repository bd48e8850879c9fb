import type { Attempt, Running } from '../../lambdas/importer/attempt.ts';
import type { ImportPorts } from '../../lambdas/importer/import-file.ts';
import { unpaced } from '../../lambdas/shared/pace.ts';

/** Nobody else uses the tables, and they take whatever comes. */
export const alone: Pick<ImportPorts, 'chunksTable' | 'onTurnKept' | 'paceTable' | 'turnStore'> = {
  chunksTable: {
    tableName: 'memberships',
    describeThroughput: () => Promise.resolve(Number.POSITIVE_INFINITY),
  },
  onTurnKept: () => undefined,
  paceTable: () => unpaced,
  turnStore: {
    read: () => Promise.resolve({ revision: 0, turns: {} }),
    enter: () => Promise.resolve(true),
    leave: () => Promise.resolve(),
  },
};

/** An import that has all the time in the world. */
export const runningAlone = (attempt: Attempt): Running => ({
  attempt,
  signal: new AbortController().signal,
  inTurn: (_, doWork) => doWork(),
});
