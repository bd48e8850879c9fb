import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Host } from '../../../lambdas/shared/host.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
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

/** The clock and the chance of a run; nobody reads what is logged. */
export const createHost = ({ now, sleep, startTimer }: VirtualTime, random: Random): Host => {
  let drawn = 0;
  return {
    ...silent,
    ...{ now, random, sleep, startTimer },
    newId: () => `${now()}-${(drawn += 1)}`,
  };
};
