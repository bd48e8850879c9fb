import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { metrics as names, type ScanSummary } from '../shared/contract.ts';
import type { Host } from '../shared/host.ts';

type ProjectSummary = ScanSummary['projects'][number];

/**
 * @param isTick all projects were looked at. What S3 has told of is some of them, and these may be cut short: how many files there are, and
 * for how long one has waited, only a tick knows.
 */
export const countScan = (
  metrics: Host['metrics'],
  { projects, stoppedEarly }: ScanSummary,
  isTick: boolean,
): void => {
  const countFiles = (name: string, count: (project: ProjectSummary) => number): void => {
    const total = projects.reduce((sum, project) => sum + count(project), 0);
    metrics.addMetric(name, MetricUnit.Count, total);
  };
  countFiles(names.filesChanged, ({ changed }) => changed);
  if (isTick) {
    countFiles(names.filesSeen, ({ seen }) => seen);
    countFiles(names.filesIgnored, ({ ignored }) => ignored);
    const waits = projects.map(({ longestWaitSeconds }) => longestWaitSeconds);
    metrics.addMetric(names.longestWait, MetricUnit.Seconds, Math.max(0, ...waits));
    metrics.addMetric(names.scansStoppedEarly, MetricUnit.Count, stoppedEarly ? 1 : 0);
  }
  metrics.publishStoredMetrics();
};
