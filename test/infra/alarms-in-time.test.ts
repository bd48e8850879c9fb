import { describe, expect, it } from '@jest/globals';
import {
  type AlarmDefinition,
  type CloudWatch,
  historyOf,
  type Sample,
} from '../support/alarms/evaluate-alarm.ts';
import { definitionOf } from './read-alarm.ts';
import { all } from './resources.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize();

const alarmNamed = (name: string): AlarmDefinition => {
  const found = all(template, 'AWS::CloudWatch::Alarm').find(
    ({ properties }) => properties.AlarmName === `AudienceImport-${name}`,
  );
  return definitionOf(found!.properties);
};

/** Whatever CloudWatch does where its guide says nothing. */
const cloudWatches: CloudWatch[] = [0, 1, 2, 3, 5].flatMap((extraPeriods) =>
  [0, 1, 3].flatMap((delay) =>
    [true, false].map((fillsEmpty) => ({ extraPeriods, delay, fillsEmpty })),
  ),
);

/** A value at each tick from `from` to `to`, some of them a minute late, as EventBridge may be. */
const ticks = (every: number, from: number, to: number, value = 1): Sample[] =>
  Array.from({ length: Math.ceil((to - from) / every) }, (_, index) => ({
    at: from + index * every + (index % 3 === 2 ? 1 : 0),
    value,
  }));

const statesOf = (history: { state: string }[]) => history.map(({ state }) => state);

/** Three to four empty periods, as users report of alarms with one period. */
const reported: CloudWatch = { extraPeriods: 3, delay: 1, fillsEmpty: true };

describe.each([
  { name: 'scanner-not-running', every: 10, within: 30 },
  { name: 'mailer-not-running', every: 1, within: 15 },
  { name: 'announcer-not-running', every: 1, within: 15 },
  { name: 'collector-not-running', every: 60, within: 180 },
])('$name', ({ name, every, within }) => {
  const alarm = alarmNamed(name);
  /** Old enough for nothing to be left of how the series has begun. */
  const from = 5 * within;
  const stop = 6 * within;
  const runs = ticks(every, 0, stop);
  const last = runs.at(-1)!.at;

  it(`is on ${within} minutes after the last run, and stays on`, () => {
    for (const cloudWatch of cloudWatches) {
      const history = historyOf(alarm, runs, { from, to: stop + 6 * within }, cloudWatch);
      expect(statesOf(history)).toEqual(['OK', 'ALARM']);
      expect(history[1]!.at - last).toBe(within);
    }
  });

  it('does not go on while the function runs, nor for one run that is left out', () => {
    const left = runs.findIndex(({ at }) => at > from + within / 2);
    for (const cloudWatch of cloudWatches)
      for (const samples of [runs, runs.toSpliced(left, 1)])
        expect(statesOf(historyOf(alarm, samples, { from, to: last }, cloudWatch))).toEqual(['OK']);
  });

  it('goes off with the next run, once and for all', () => {
    const again = stop + 4 * within;
    const samples = [...runs, ...ticks(every, again, again + 2 * within)];
    for (const cloudWatch of cloudWatches) {
      const history = historyOf(alarm, samples, { from, to: again + 2 * within }, cloudWatch);
      expect(statesOf(history)).toEqual(['OK', 'ALARM', 'OK']);
      expect(history[2]!.at).toBe(again + cloudWatch.delay);
    }
  });

  it('would come late on the bare metric with one long period', () => {
    const bare: AlarmDefinition = {
      ...alarm,
      period: within,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      fill: undefined,
    };
    const history = historyOf(bare, runs, { from, to: stop + 6 * within }, reported);
    expect(history[1]!.at - last).toBe(4 * within);
  });
});

/** Counts of which no data means that nothing happened, by the period in which it may happen once. */
describe.each([
  { name: 'scanner-errors', period: 10 },
  { name: 'scans-stopped-early', period: 10 },
  { name: 'importer-errors', period: 15 },
  { name: 'mailer-errors', period: 5 },
  { name: 'announcer-errors', period: 5 },
  { name: 'collector-errors', period: 60 },
])('$name', ({ name, period }) => {
  const alarm = alarmNamed(name);
  const at = (...minutes: number[]): Sample[] =>
    minutes.map((minute) => ({ at: minute, value: 1 }));
  const span = { from: -1, to: 12 * period };

  it('goes on when it happens in two periods of three, and off after the third', () => {
    for (const cloudWatch of cloudWatches) {
      const history = historyOf(alarm, at(0, period), span, cloudWatch);
      expect(statesOf(history)).toEqual(['OK', 'ALARM', 'OK']);
      expect(history[1]!.at).toBe(period + cloudWatch.delay);
      expect(history[2]!.at).toBe(3 * period);
    }
  });

  it('does not take two for neighbours that have silence between them', () => {
    const apart = at(0, 3 * period);
    for (const cloudWatch of cloudWatches)
      expect(statesOf(historyOf(alarm, apart, span, cloudWatch))).toEqual(['OK']);

    const bare = { ...alarm, fill: undefined };
    expect(statesOf(historyOf(bare, apart, span, reported))).toContain('ALARM');
  });
});

describe.each(['dead-lettered', 'dead-letter-errors'])('%s', (name) => {
  it('goes on at once, and off when nothing more happens for five minutes', () => {
    const samples = [{ at: 0, value: 2 }];
    for (const cloudWatch of cloudWatches) {
      const history = historyOf(alarmNamed(name), samples, { from: -1, to: 60 }, cloudWatch);
      expect(statesOf(history)).toEqual(['OK', 'ALARM', 'OK']);
      expect(history[1]!.at).toBe(cloudWatch.delay);
      expect(history[2]!.at).toBe(5);
    }
  });
});

describe.each([
  { name: 'files-waiting', every: 10, value: 3600, within: 0 },
  { name: 'notices-stuck', every: 1, value: 3, within: 30 },
])('$name', ({ name, every, value, within }) => {
  it('goes on in time, and is not ended by a tick that comes late', () => {
    const begins = 120;
    const samples = [...ticks(every, 0, begins, 0), ...ticks(every, begins, 2 * begins, value)];
    const alarm = alarmNamed(name);
    for (const cloudWatch of cloudWatches.filter(({ extraPeriods }) => extraPeriods > 0)) {
      const history = historyOf(alarm, samples, { from: 60, to: 2 * begins }, cloudWatch);
      expect(statesOf(history)).toEqual(['OK', 'ALARM']);
      expect(history[1]!.at - begins).toBeLessThanOrEqual(within + every + cloudWatch.delay);
    }
  });
});
