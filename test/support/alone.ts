import type { Attempt, Running } from '../../lambdas/importer/attempt.ts';
import { compressHere } from '../../lambdas/importer/compression/compress.ts';
import type { ImportPorts } from '../../lambdas/importer/import-files.ts';
import { unpaced } from '../../lambdas/shared/pace.ts';

/** Nobody else uses the tables, they take whatever comes and hold nothing, and no time passes. */
export const alone: Pick<
  ImportPorts,
  | 'chooseCompress'
  | 'chunksTable'
  | 'getChunk'
  | 'onLiveUnreadable'
  | 'onMendsUntried'
  | 'onReportLost'
  | 'onTurnKept'
  | 'onUndiagnosed'
  | 'paceTable'
  | 'putReport'
  | 'readChunks'
  | 'startTimer'
  | 'turnStore'
> = {
  chooseCompress: () => compressHere,
  chunksTable: {
    tableName: 'memberships',
    describeThroughput: () => Promise.resolve(Number.POSITIVE_INFINITY),
  },
  getChunk: () => Promise.resolve({ chunk: undefined, units: 0 }),
  onLiveUnreadable: () => undefined,
  onMendsUntried: () => undefined,
  onReportLost: () => undefined,
  onTurnKept: () => undefined,
  onUndiagnosed: () => undefined,
  paceTable: () => unpaced,
  putReport: () => Promise.resolve(),
  readChunks: () => Promise.resolve({ chunks: [], next: undefined, units: 0 }),
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
