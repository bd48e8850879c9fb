import { z } from 'zod';
import type { Value } from './arguments.ts';
import { expectEveryHoursSchema } from '../../../lambdas/shared/domain/freshness.ts';

const hoursOf = { h: 1, d: 24 } as const;

/** `24h`, `7d`. @returns hours; undefined for what is no such text, or cannot be meant */
const hoursIn = (text: string): number | undefined => {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (unit !== 'h' && unit !== 'd') return undefined;
  return expectEveryHoursSchema.safeParse(Number(count) * hoursOf[unit]).data;
};

/** How often a file has to change, in hours, or one of these words. */
export const everyOr = <Word extends string>(
  words: readonly [Word, ...Word[]],
): Value<number | Word> => {
  const valueOf = (text: string): number | Word | undefined =>
    words.find((word) => word === text) ?? hoursIn(text);
  const schema = z.string().transform((text, context) => {
    const value = valueOf(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  });
  return { schema, hasToBe: (say) => say.every(words) };
};
