import type { Check } from '../check.ts';
import { ok, type Verdict, warning } from '../finding.ts';

/** The SDK corrects more, but not for what is compared with times in the tables. */
const tolerableMs = 60_000;

/** @param ahead milliseconds that DynamoDB's clock is ahead of this machine's */
export const judgeClock = (ahead: number): Verdict => {
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (Math.abs(ahead) <= tolerableMs) return ok((say) => say.clock.isRight(Math.max(1, seconds)));
  return warning(
    ({ clock: say }) => (ahead > 0 ? say.isBehind(seconds) : say.isAhead(seconds)),
    (say) => say.clock.doSet,
  );
};

export const clock: Check = {
  name: 'clock',
  // A "no" says what time it is, too.
  rights: [],
  run: async ({ look }) => [judgeClock(await look.clockAhead())],
};
