import { metrics } from '../../../lambdas/shared/contract.ts';
import type { UnitPrices } from '../../../lambdas/shared/domain/prices.ts';
import { servicePrices as prices } from './service-prices.ts';

/** What all alarms together look at: one metric each, and one alarm two. A test of the template counts them. */
export const alarmMetrics = 18;

/** Days of a month. */
export const days = 30;
const runs = {
  scanner: 6 * 24 * days,
  mailer: 60 * 24 * days,
  announcer: 60 * 24 * days,
  collector: 24 * days,
  /** of the mailer, those that look who wants a digest */
  digests: 24 * days,
};
/**
 * Of an audience that is refreshed once a day: its base, a difference that was replaced within the last day, the live one, and 20 IDs of
 * 36 characters that are nobody's. A test measures it.
 */
export const itemBytes = 2100;
/** Of that, what each version takes that is a difference. The same test measures it. */
export const versionBytes = 300;
/** Of a project, and of each place in it; the same. */
export const projectBytes = 110;
export const placeBytes = 35;
/** Write units of a lease that is taken and given back. */
export const leaseUnits = 2;
const bytesPerReadUnit = 4096;
const filesPerList = 1000;
const gigabytes = 0.5;
const projectsAtOnce = 8;
/** Lambda's pollers, for each of two queues: five at least, and each call waits 20 s. */
const queueRequests = (2 * 5 * 24 * 3600 * days) / 20;
/** Of a run: what Lambda says of it, one line of ours, and the metrics. */
const loggedBytes = 1500;

export interface Size {
  projects: number;
  /** of one project */
  files: number;
  /** of an audience's item; by default that of a list that is refreshed once a day */
  itemBytes?: number;
}

export const costsAtRestKeys = [
  'listing',
  'known-files',
  'looks',
  'functions',
  'polling',
  'alarms',
  'metrics',
  'dashboard',
  'logs',
] as const;
export type CostAtRest = (typeof costsAtRestKeys)[number];

/** Dollars a month, by what they are paid for, while no file changes. */
export const costsAtRest = (
  { projects, files, itemBytes: bytes = itemBytes }: Size,
  units: Pick<UnitPrices, 'readUnit' | 'writeUnit'>,
): Record<CostAtRest, number> => {
  const lists = projects * Math.max(1, Math.ceil(files / filesPerList));
  const itemUnits = projects * Math.max(1, Math.ceil((files * bytes) / bytesPerReadUnit));
  // All of them are listed in one go.
  const projectUnits = Math.max(
    1,
    Math.ceil((projects * (projectBytes + files * placeBytes)) / bytesPerReadUnit),
  );
  // A project's list and query take some 50 ms, 8 projects side by side, and a start a second.
  const walk = 1 + (projects / projectsAtOnce) * 0.05;
  const lambda = (count: number, seconds: number): number =>
    count * (prices.lambdaRequest + seconds * gigabytes * prices.lambdaGbSecond);
  return {
    listing: runs.scanner * lists * prices.listRequest,
    'known-files': runs.scanner * (itemUnits + projectUnits) * units.readUnit,
    looks:
      (runs.collector * (itemUnits + projectUnits) +
        runs.digests * projectUnits +
        (runs.mailer + runs.announcer) / 2) *
        units.readUnit +
      (runs.mailer + runs.announcer) * leaseUnits * units.writeUnit,
    functions:
      lambda(runs.scanner, walk) +
      lambda(runs.mailer, 0.2) +
      lambda(runs.announcer, 0.2) +
      lambda(runs.collector, walk),
    polling: queueRequests * prices.queueRequest,
    alarms: alarmMetrics * prices.alarmMetric,
    metrics: Object.keys(metrics).length * prices.metric,
    dashboard: prices.dashboard,
    logs:
      ((runs.scanner + runs.mailer + runs.announcer + runs.collector) *
        loggedBytes *
        prices.gigabyteLogged) /
      1e9,
  };
};
