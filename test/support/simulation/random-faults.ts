import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Fault, FaultOf } from '../aws/wire/fault.ts';
import { ServiceError } from '../aws/wire/service-error.ts';

const minute = 60_000;
const longestMs = 200;

const throttled = new ServiceError('ThrottlingException', 'Rate exceeded');

/** Delays on every call, and now and then one of what else can happen to it. */
export const createRandomFaults = (random: Random): FaultOf => {
  const happens = (probability: number): boolean => random() < probability;
  const deliveries = (): number[] => {
    const delay = (): number => (happens(0.3) ? random() * 5 * minute : 0);
    return happens(0.2) ? [delay(), delay()] : [delay()];
  };
  return ({ operation }): Fault => {
    const delays = { requestDelay: random() * longestMs, answerDelay: random() * longestMs };
    const sent = operation.startsWith('SendMessage') ? { deliveries } : {};
    if (happens(0.04)) return { ...delays, ...sent, lost: 'answer' };
    if (happens(0.03)) return { ...delays, lost: 'request' };
    if (happens(0.03)) return { ...delays, error: throttled };
    if (operation.includes('Batch') && happens(0.2))
      return { ...delays, ...sent, undone: () => happens(0.7) };
    return { ...delays, ...sent };
  };
};
