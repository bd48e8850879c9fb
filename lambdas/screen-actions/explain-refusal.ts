import { MalformedItemError } from '../shared/adapters/parse-item.ts';
import type { ScreenActionTexts } from '../shared/texts/en/screen-actions.ts';

type Explain = (say: ScreenActionTexts, message: string) => string;

const denied: Explain = (say, message) =>
  say.denied(/not authorized to perform: (\S+)/.exec(message)?.[1] ?? message);
const throttled: Explain = (say) => say.throttled;
const unreachable: Explain = (say) => say.unreachable;
const gone: Explain = (say, message) => say.tableGone(message);

const explanations = new Map<unknown, Explain>([
  ...['AccessDenied', 'AccessDeniedException'].map((name) => [name, denied] as const),
  ...['ThrottlingException', 'ProvisionedThroughputExceededException', 'SlowDown'].map(
    (name) => [name, throttled] as const,
  ),
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'TimeoutError', 'InternalServerError'].map(
    (name) => [name, unreachable] as const,
  ),
  ...['ResourceNotFoundException', 'NoSuchBucket'].map((name) => [name, gone] as const),
]);

/**
 * What AWS has refused, and what to do about it.
 *
 * @returns undefined for what comes from a mistake in this program
 */
export const explainRefusal = (error: unknown, say: ScreenActionTexts): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof MalformedItemError) return say.malformed(error.message);
  const code = 'code' in error ? error.code : undefined;
  const explain = explanations.get(error.name) ?? explanations.get(code);
  return explain?.(say, error.message);
};
