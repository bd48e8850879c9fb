import type { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { ImpactAlarmProps } from './impact-alarm.ts';
import type { NodeFunction } from './node-function.ts';

/** When an alarm goes off, without what it means. */
export type AlarmSignal = Omit<
  ImpactAlarmProps,
  'impact' | 'firstStep' | 'runbookSection' | 'topic'
>;

/**
 * A count in which no data means 0. CloudWatch looks for missing data further back than the periods that were asked for, and
 * decides by what it finds there: an alarm on the bare metric comes hours late, stays on long after its cause, and
 * takes two failures for neighbours that have hours between them. Filled, a period without data is one like any other.
 */
const filled = (metric: Metric): MathExpression =>
  new MathExpression({
    label: metric.metricName,
    expression: 'FILL(count, 0)',
    usingMetrics: { count: metric },
    period: metric.period,
  });

/**
 * A gauge is more than this, in each of so many periods. Where a run has not told it, the last one that has told it counts;
 * when none has for long, another alarm says that it does not run.
 */
export const above = (threshold: number, metric: IMetric, evaluationPeriods = 1): AlarmSignal => ({
  metric,
  threshold,
  evaluationPeriods,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
});

/** Something that should not happen has happened in the last period. */
export const anyOf = (metric: Metric): AlarmSignal => above(0, filled(metric));

/** Something that may happen once has happened in two of three periods, which is no accident. */
export const anyOfRepeatedly = (metric: Metric): AlarmSignal => ({
  ...above(0, filled(metric), 3),
  datapointsToAlarm: 2,
});

/** One run that fails is made good by the next. */
export const keepsFailing = (period: Duration, lambda: NodeFunction): AlarmSignal =>
  anyOfRepeatedly(lambda.metricErrors({ statistic: Stats.SUM, period }));

/**
 * Lambda counts nothing where nothing is invoked. Three periods and not one: CloudWatch gets the last minutes late, and they
 * are filled until then.
 *
 * @param schedule of a function that others invoke, too, and that has to be invoked by this rule all the same
 */
export const notInvokedForThree = (
  period: Duration,
  lambda: NodeFunction,
  schedule?: Rule,
): AlarmSignal => {
  const invoked = lambda.metricInvocations({ statistic: Stats.SUM, period });
  return {
    metric: schedule ? filledLesser(invoked, ticksOf(schedule, period)) : filled(invoked),
    threshold: 1,
    evaluationPeriods: 3,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    // Where there is no data at all to fill between.
    treatMissingData: TreatMissingData.BREACHING,
  };
};

const ticksOf = (schedule: Rule, period: Duration): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName: 'Invocations',
    dimensionsMap: { RuleName: schedule.ruleName },
    statistic: Stats.SUM,
    period,
  });

const filledLesser = (one: Metric, other: Metric): MathExpression =>
  new MathExpression({
    label: one.metricName,
    expression: 'MIN([FILL(one, 0), FILL(other, 0)])',
    usingMetrics: { one, other },
    period: one.period,
  });
