import { clientDefaults } from '../../../lambdas/shared/adapters/clients.ts';

/**
 * How to wait for a function that runs for a quarter of an hour at most and says nothing meanwhile. Gateways and firewalls drop a
 * connection that is silent for some minutes: the operating system shows them every second that it is in use.
 */
export const untilItEnds = {
  ...clientDefaults.requestHandler,
  requestTimeout: 16 * 60_000,
  httpsAgent: { keepAlive: true, keepAliveMsecs: 1000 },
  httpAgent: { keepAlive: true, keepAliveMsecs: 1000 },
};
