import { type Failure, failureOf } from '../shared/screen/failure-of.ts';
import type { ScreenActionTexts } from '../shared/texts/en/screen-actions.ts';

const explain: Readonly<
  Record<Failure['kind'], (say: ScreenActionTexts, message: string) => string>
> = {
  malformed: (say, message) => say.malformed(message),
  refused: (say, message) =>
    say.denied(/not authorized to perform: (\S+)/.exec(message)?.[1] ?? message),
  missing: (say, message) => say.tableGone(message),
  throttled: (say) => say.throttled,
  unreachable: (say) => say.unreachable,
};

/**
 * What AWS has refused, and what to do about it.
 *
 * @returns undefined for what comes from a mistake in this program
 */
export const explainRefusal = (error: unknown, say: ScreenActionTexts): string | undefined => {
  const failure = failureOf(error);
  return failure && explain[failure.kind](say, failure.message);
};
