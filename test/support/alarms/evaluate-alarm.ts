/**
 * When an alarm goes on and off, by the rules that the CloudWatch user guide states in "Alarm evaluation", "Alarm
 * evaluation windows", "Configuring how CloudWatch alarms treat missing data" and "Using metric math".
 */

export type AlarmState = 'OK' | 'ALARM';

/** An alarm on one metric, as a template defines it. Times are in minutes, CloudWatch's resolution of such metrics. */
export interface AlarmDefinition {
  period: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  statistic: 'Sum' | 'Maximum' | 'Minimum';
  isBreaching: (value: number) => boolean;
  /** of `FILL(metric, …)`: what stands where there is no data */
  fill: number | undefined;
  missing: 'breaching' | 'notBreaching';
}

/** What a function has reported: a value at a minute. */
export interface Sample {
  at: number;
  value: number;
}

/** What the user guide leaves open. */
export interface CloudWatch {
  /**
   * Periods before the evaluation periods that are looked at, too: "CloudWatch attempts to retrieve a higher number of data
   * points than the number specified as Evaluation Periods".
   */
  extraPeriods: number;
  /** minutes until a sample can be seen */
  delay: number;
  /** whether `FILL` makes a series of a metric that has not one point in the range that is looked at */
  fillsEmpty: boolean;
}

/** @returns the state at the end of minute `now` */
export const evaluateAlarm = (
  alarm: AlarmDefinition,
  samples: readonly Sample[],
  now: number,
  cloudWatch: CloudWatch,
): AlarmState => {
  const points = fillGaps(alarm, windowsUntil(now, alarm, samples, cloudWatch), cloudWatch);
  return decide(alarm, points);
};

/**
 * @param points one a period, newest first, of the whole evaluation range
 * @returns what those decide: the newest real points, and no more of the missing ones than are needed
 */
export const decide = (
  {
    evaluationPeriods,
    datapointsToAlarm,
    isBreaching,
    missing,
  }: Omit<AlarmDefinition, 'period' | 'statistic' | 'fill'>,
  points: readonly (number | undefined)[],
): AlarmState => {
  const real = points.filter((point) => point !== undefined).slice(0, evaluationPeriods);
  const breaching =
    real.filter(isBreaching).length +
    (missing === 'breaching' ? evaluationPeriods - real.length : 0);
  return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
};

/** The window slides: it ends now, whatever the clock says. */
const windowsUntil = (
  now: number,
  { period, evaluationPeriods, statistic }: AlarmDefinition,
  samples: readonly Sample[],
  { extraPeriods, delay }: CloudWatch,
): (number | undefined)[] =>
  Array.from({ length: evaluationPeriods + extraPeriods }, (_, index) => {
    const end = now - index * period;
    const values = samples
      .filter(({ at }) => at > end - period && at <= end && at + delay <= now)
      .map(({ value }) => value);
    return values.length === 0 ? undefined : statistics[statistic](values);
  });

const statistics = {
  Sum: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0),
  Maximum: (values: readonly number[]) => Math.max(...values),
  Minimum: (values: readonly number[]) => Math.min(...values),
};

const fillGaps = (
  { fill }: AlarmDefinition,
  points: readonly (number | undefined)[],
  { fillsEmpty }: CloudWatch,
): (number | undefined)[] => {
  const isEmpty = points.every((point) => point === undefined);
  return points.map((point) => (isEmpty && !fillsEmpty ? point : (point ?? fill)));
};

/** Every change of the state from minute to minute, beginning with the first one. */
export const historyOf = (
  alarm: AlarmDefinition,
  samples: readonly Sample[],
  minutes: { from: number; to: number },
  cloudWatch: CloudWatch,
): { at: number; state: AlarmState }[] => {
  const history: { at: number; state: AlarmState }[] = [];
  for (let at = minutes.from; at <= minutes.to; at += 1) {
    const state = evaluateAlarm(alarm, samples, at, cloudWatch);
    if (state !== history.at(-1)?.state) history.push({ at, state });
  }
  return history;
};
