import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { metrics as names } from '../shared/contract.ts';
import type { Ending } from './record-import.ts';

/** @param duration milliseconds */
export const countImport = (
  metrics: Pick<Metrics, 'addMetric'>,
  ending: Ending,
  duration: number,
): void => {
  const count = (name: string, value = 1): void => {
    metrics.addMetric(name, MetricUnit.Count, value);
  };
  switch (ending.result) {
    case 'published':
      count(ending.unchanged ? names.importsUnchanged : names.importsPublished);
      count(names.rowsImported, ending.counts.rows);
      count(names.membersPublished, ending.counts.members);
      metrics.addMetric(names.importDuration, MetricUnit.Milliseconds, duration);
      break;
    case 'held':
      count(names.importsHeld);
      count(names.rowsImported, ending.counts.rows);
      metrics.addMetric(names.importDuration, MetricUnit.Milliseconds, duration);
      break;
    case 'rejected':
      count(names.importsRejected);
      metrics.addMetric(names.importDuration, MetricUnit.Milliseconds, duration);
      break;
    case 'failed':
      count(names.importsFailed);
      break;
    case 'interrupted':
      count(names.importsInterrupted);
      break;
    case 'released':
    case 'dropped':
      break;
  }
};
