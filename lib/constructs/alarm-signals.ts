import type { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  type IMetric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ImpactAlarmProps } from './impact-alarm.ts';
import type { NodeFunction } from './node-function.ts';

/** When an alarm goes off, without what it means. */
export type AlarmSignal = Omit<ImpactAlarmProps, 'impact' | 'runbookSection' | 'topic'>;

/** More than this, in each of so many periods. No data: there is nothing. */
export const above = (threshold: number, metric: IMetric, evaluationPeriods = 1): AlarmSignal => ({
  metric,
  threshold,
  evaluationPeriods,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
});

/** No data: it does not run, because Lambda counts nothing where nothing is invoked. */
export const notInvokedFor = (period: Duration, lambda: NodeFunction): AlarmSignal => ({
  metric: lambda.metricInvocations({ statistic: Stats.SUM, period }),
  threshold: 1,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
});

/** One run that fails is made good by the next. Two of three periods in which that happens are no accident. */
export const keepsFailing = (period: Duration, lambda: NodeFunction): AlarmSignal => ({
  ...above(0, lambda.metricErrors({ statistic: Stats.SUM, period }), 3),
  datapointsToAlarm: 2,
});
