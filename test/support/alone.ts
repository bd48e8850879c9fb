import type { Attempt, Running } from '../../lambdas/importer/attempt.ts';
import type { ImportPorts } from '../../lambdas/importer/import-files.ts';
import { unpaced } from '../../lambdas/shared/pace.ts';

/** Nobody else uses the tables, they take whatever comes, and no time passes. */
export const alone: Pick<
  ImportPorts,
  | 'chunksTable'
  | 'onMendsUntried'
  | 'onTurnKept'
  | 'onUndiagnosed'
  | 'paceTable'
  | 'startTimer'
  | 'turnStore'
> = {
  chunksTable: {
    tableName: 'memberships',
    describeThroughput: () => Promise.resolve(Number.POSITIVE_INFINITY),
  },
  onMendsUntried: () => undefined,
  onTurnKept: () => undefined,
  onUndiagnosed: () => undefined,
  paceTable: () => unpaced,
  startTimer: () => ({ restart: () => undefined, cancel: () => undefined }),
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
  deadline: Number.POSITIVE_INFINITY,
  inTurn: (_, doWork) => doWork(),
});
