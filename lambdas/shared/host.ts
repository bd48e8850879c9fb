import { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { v7 as uuidByTime } from 'uuid';
import { QuietMetrics } from './adapters/quiet-metrics.ts';
import { sleep } from './adapters/sleep.ts';
import { startTimer } from './adapters/start-timer.ts';
import { metricsNamespace } from './contract.ts';
import type { NewId, Now, Random, Sleep, StartTimer } from './ports.ts';

/** What its process gives a function, apart from its settings and AWS: all that differs from one run to the next. */
export interface Host {
  logger: Pick<Logger, 'addContext' | 'appendKeys' | 'resetKeys' | 'info' | 'warn' | 'error'>;
  metrics: Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>;
  now: Now;
  random: Random;
  sleep: Sleep;
  startTimer: StartTimer;
  /** sorted by time */
  newId: NewId;
}

export const createHost = (): Host => ({
  logger: new Logger(),
  metrics: new QuietMetrics({ namespace: metricsNamespace }),
  now: Date.now,
  random: Math.random,
  sleep,
  startTimer,
  newId: uuidByTime,
});
