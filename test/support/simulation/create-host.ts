import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Host } from '../../../lambdas/shared/host.ts';
import type { Now, Random } from '../../../lambdas/shared/ports.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';

const silent: Pick<Host, 'logger' | 'metrics'> = {
  logger: {
    addContext: () => undefined,
    appendKeys: () => undefined,
    resetKeys: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  },
  metrics: {
    addMetric: () => undefined,
    publishStoredMetrics: () => undefined,
  } as unknown as Pick<Metrics, 'addMetric' | 'publishStoredMetrics'>,
};

/** The clock and the chance of a process; nobody reads what is logged. */
export const createHost = ({ now, sleep, startTimer }: VirtualTime, random: Random): Host => ({
  ...silent,
  now,
  random,
  sleep,
  startTimer,
  newId: () => newId({ now, random }),
});

/** Sorted by time. */
export const newId = ({ now, random }: { now: Now; random: Random }): string =>
  `${now()}-${Math.floor(random() * 1e9)}`;
