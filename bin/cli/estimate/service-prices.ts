/** Dollars, of the price list of us-east-1 in November 2026, without free tiers; units of DynamoDB have a list of their own. */
export const servicePrices = {
  listRequest: 0.005 / 1000,
  getRequest: 0.0004 / 1000,
  lambdaRequest: 0.2 / 1e6,
  /** arm64 */
  lambdaGbSecond: 0.0000133334,
  queueRequest: 0.4 / 1e6,
  event: 1 / 1e6,
  mail: 0.1 / 1000,
  /** each of the following a month */
  metric: 0.3,
  alarmMetric: 0.1,
  dashboard: 3,
  /** of a table */
  gigabyte: 0.25,
  /** of a table that can be restored to any second, on top */
  gigabyteRestorable: 0.2,
  /** of logs, once */
  gigabyteLogged: 0.5,
};

/** What all of these are of. */
export const servicePricesAsOf = { region: 'us-east-1', asOf: '2026-11' } as const;
