import { metrics } from '../../lambdas/shared/contract.ts';
import { unitPrices } from '../../lambdas/shared/domain/prices.ts';

/** Dollars, of the price list of us-east-1 in November 2026, without free tiers. */
export const prices = {
  listRequest: 0.005 / 1000,
  readUnit: unitPrices['us-east-1'].readUnit,
  writeUnit: unitPrices['us-east-1'].writeUnit,
  lambdaRequest: 0.2 / 1e6,
  /** arm64 */
  lambdaGbSecond: 0.0000133334,
  queueRequest: 0.4 / 1e6,
  event: 1 / 1e6,
  /** a month */
  metric: 0.3,
  alarmMetric: 0.1,
  dashboard: 3,
};

/** What all alarms together look at: one metric each, and one alarm two. A test of the template counts them. */
export const alarmMetrics = 18;

const days = 30;
const runs = {
  scanner: 6 * 24 * days,
  mailer: 60 * 24 * days,
  announcer: 60 * 24 * days,
  collector: 24 * days,
};
/**
 * Of an audience that is refreshed once a day: its base, a difference that was replaced within the last day, the live one, and 20 IDs of
 * 36 characters that are nobody's. A test measures it.
 */
export const itemBytes = 2100;
/** Write units of a lease that is taken and given back. */
export const leaseUnits = 2;
const filesPerList = 1000;
const gigabytes = 0.5;
const projectsAtOnce = 8;
/** Lambda's pollers, for each of two queues: five at least, and each call waits 20 s. */
const queueRequests = (2 * 5 * 24 * 3600 * days) / 20;

export interface Size {
  projects: number;
  /** of one project */
  files: number;
}

/** Dollars a month, by what they are paid for, while no file changes. */
export const monthlyCosts = ({ projects, files }: Size): [what: string, dollars: number][] => {
  const lists = projects * Math.max(1, Math.ceil(files / filesPerList));
  const itemUnits = projects * Math.max(1, Math.ceil((files * itemBytes) / 4096));
  // A project's list and query take some 50 ms, 8 projects side by side, and a start a second.
  const walk = 1 + (projects / projectsAtOnce) * 0.05;
  const lambda = (count: number, seconds: number): number =>
    count * (prices.lambdaRequest + seconds * gigabytes * prices.lambdaGbSecond);
  return [
    ['listing files (S3)', runs.scanner * lists * prices.listRequest],
    ['what is known of them (DynamoDB)', runs.scanner * itemUnits * prices.readUnit],
    [
      'looks of collector, mailer and announcer (DynamoDB)',
      (runs.collector * itemUnits + (runs.mailer + runs.announcer) / 2) * prices.readUnit +
        (runs.mailer + runs.announcer) * leaseUnits * prices.writeUnit,
    ],
    [
      'running functions (Lambda)',
      lambda(runs.scanner, walk) +
        lambda(runs.mailer, 0.2) +
        lambda(runs.announcer, 0.2) +
        lambda(runs.collector, walk),
    ],
    ['polling the queues (SQS)', queueRequests * prices.queueRequest],
    ['alarms', alarmMetrics * prices.alarmMetric],
    ['metrics of its own', Object.keys(metrics).length * prices.metric],
    ['dashboard', prices.dashboard],
  ];
};
