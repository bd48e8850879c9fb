import { describe, expect, it } from '@jest/globals';
import { decide } from '../../support/alarms/evaluate-alarm.ts';

/** The rows of "How alarm state is evaluated when data is missing": oldest first, `0` is fine, `X` is breaching, `-` is missing. */
const points = (row: string) =>
  row
    .split(' ')
    .map((sign) => (sign === '-' ? undefined : sign === 'X' ? 1 : 0))
    .reverse();

const stateOf = (datapointsToAlarm: number, row: string, missing: 'breaching' | 'notBreaching') =>
  decide(
    { evaluationPeriods: 3, datapointsToAlarm, isBreaching: (value) => value > 0, missing },
    points(row),
  );

describe("the table of CloudWatch's user guide", () => {
  it.each([
    ['0 - X - X', 'OK', 'OK'],
    ['- - - - 0', 'OK', 'OK'],
    ['- - - - -', 'ALARM', 'OK'],
    ['0 X X - X', 'ALARM', 'ALARM'],
    ['- - X - -', 'ALARM', 'OK'],
  ])('3 of 3, %s: %s if missing is breaching, else %s', (row, breaching, notBreaching) => {
    expect(stateOf(3, row, 'breaching')).toBe(breaching);
    expect(stateOf(3, row, 'notBreaching')).toBe(notBreaching);
  });

  it.each([
    ['0 - X - X', 'ALARM', 'ALARM'],
    ['0 0 X 0 X', 'ALARM', 'ALARM'],
    ['0 - X - -', 'ALARM', 'OK'],
    ['- - - - 0', 'ALARM', 'OK'],
    ['- - - X -', 'ALARM', 'OK'],
  ])('2 of 3, %s: %s if missing is breaching, else %s', (row, breaching, notBreaching) => {
    expect(stateOf(2, row, 'breaching')).toBe(breaching);
    expect(stateOf(2, row, 'notBreaching')).toBe(notBreaching);
  });
});
