const milliseconds = {
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
};

const isUnit = (unit: string | undefined): unit is keyof typeof milliseconds =>
  unit !== undefined && unit in milliseconds;

/** Milliseconds of EventBridge's `rate(10 minutes)`; `undefined` for anything else, cron too. */
export const parseRate = (expression: string): number | undefined => {
  const [, count, unit] = /^rate\(([1-9]\d*) ([a-z]+)\)$/.exec(expression) ?? [];
  return isUnit(unit) ? Number(count) * milliseconds[unit] : undefined;
};
