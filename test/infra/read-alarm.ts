import type { AlarmDefinition } from '../support/alarms/evaluate-alarm.ts';
import type { Alarm, MetricOfAlarm } from './resources.ts';

export interface WatchedMetric extends MetricOfAlarm {
  Statistic: string;
  /** seconds */
  Period: number;
}

/** What an alarm looks at, whether it names one metric or an expression of some. */
export const metricsOf = ({ Metrics = [], ...bare }: Alarm): WatchedMetric[] => {
  const watched = Metrics.flatMap(({ MetricStat }) =>
    MetricStat
      ? [{ ...MetricStat.Metric, Statistic: MetricStat.Stat, Period: MetricStat.Period }]
      : [],
  );
  if (bare.MetricName === undefined) return watched;
  const { Dimensions = [], MetricName, Namespace = '', Statistic = '', Period = 0 } = bare;
  return [{ Dimensions, MetricName, Namespace, Statistic, Period }];
};

const comparisons: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/** @throws Error when the alarm is more than the evaluator knows */
export const definitionOf = (alarm: Alarm): AlarmDefinition => {
  const [metric, ...others] = metricsOf(alarm);
  const isBreaching = comparisons[alarm.ComparisonOperator];
  const { TreatMissingData: missing } = alarm;
  if (
    !metric ||
    others.length > 0 ||
    !isBreaching ||
    (missing !== 'breaching' && missing !== 'notBreaching')
  )
    throw new Error(`${alarm.AlarmName} cannot be evaluated here`);
  return {
    period: metric.Period / 60,
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
    statistic: metric.Statistic as AlarmDefinition['statistic'],
    isBreaching: (value) => isBreaching(value, alarm.Threshold),
    fill: fillOf(alarm),
    missing,
  };
};

/** Of the series that the alarm decides by; the others only feed it. */
const fillOf = ({ Metrics = [] }: Alarm): number | undefined => {
  const expression = Metrics.find(({ ReturnData }) => ReturnData !== false)?.Expression;
  if (expression === undefined) return undefined;
  const [, id, value] = /^FILL\((\w+), (\d+)\)$/.exec(expression) ?? [];
  if (!Metrics.some(({ Id }) => Id === id)) throw new Error(`what is ${expression}?`);
  return Number(value);
};
