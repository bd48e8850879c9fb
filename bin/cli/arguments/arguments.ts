import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { countOf } from '../../../lambdas/shared/domain/count-of.ts';

/** A commander parser that takes what the schema takes. The schema's messages go on after "It has to be". */
export const parsedBy =
  <T>(schema: z.ZodType<T>) =>
  (value: string): T => {
    const { data, error } = schema.safeParse(value, { error: describeBound });
    if (!error) return data;
    const messages = new Set(error.issues.map(({ message }) => message));
    throw new InvalidArgumentError(`It has to be ${[...messages].join(', and ')}.`);
  };

/** Of what has no message of its own. */
const describeBound: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_value') return issue.values.join(' or ');
  if (issue.code === 'too_small') return `at least ${amount(issue.origin, issue.minimum)}`;
  return issue.code === 'too_big' ? `at most ${amount(issue.origin, issue.maximum)}` : undefined;
};

const amount = (origin: string, count: number | bigint): string =>
  origin === 'string' ? countOf(Number(count), 'character') : String(count);

/** The same for an option that may be given several times. */
export const collectedBy =
  <T>(schema: z.ZodType<T>) =>
  (value: string, previous: readonly T[] | undefined): T[] => [
    ...(previous ?? []),
    parsedBy(schema)(value),
  ];

/** Digits only: `Number` would take "1e3", " 7" and "". */
export const wholeNumber = z.string().regex(/^\d+$/, 'a whole number').transform(Number);

/** @param unit `of percent`, for example */
export const wholeNumberFrom = (
  least: number,
  most: number,
  unit = '',
): z.ZodType<number, string> => {
  const error = `a whole number${unit === '' ? '' : ` ${unit}`} from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, error)
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
};

/** Of a version or a line. JavaScript counts no further exactly. */
export const countingNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'a whole number of 15 digits at most')
  .transform(Number)
  .refine((number) => number > 0, { error: 'at least 1' });

const secondsOfDay = 86_400;

/** How long to wait at most: nothing that is waited for takes as long. */
export const waitSeconds = wholeNumberFrom(0, secondsOfDay, 'of seconds');

export const notEmpty = z.string().min(1, 'at least one character');

export const onOrOff = z.enum(['on', 'off'], { error: 'on or off' });
