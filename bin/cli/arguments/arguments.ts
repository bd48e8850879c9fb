import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { type CliTexts, cliTexts } from '../texts/texts.ts';
import type { ValueTexts } from '../texts/en/values.ts';

/** What an argument or option takes. */
export interface Value<T> {
  /** its own messages are for nobody */
  schema: z.ZodType<T>;
  /** all that it takes, in words */
  hasToBe: (say: ValueTexts) => string;
}

/** A value is none that the argument or option takes. */
export class UnfitValueError extends InvalidArgumentError {
  readonly #hasToBe: Value<unknown>['hasToBe'];

  constructor(hasToBe: Value<unknown>['hasToBe']) {
    super(cliTexts.en.values.hasToBe(hasToBe(cliTexts.en.values)));
    this.#hasToBe = hasToBe;
  }

  sayIn({ values }: CliTexts): string {
    return values.hasToBe(this.#hasToBe(values));
  }
}

/** A commander parser that takes what the value's schema takes. It throws UnfitValueError. */
export const parsedBy =
  <T>({ schema, hasToBe }: Value<T>) =>
  (value: string): T => {
    const { data, error } = schema.safeParse(value);
    if (error) throw new UnfitValueError(hasToBe);
    return data;
  };

/** The same for an option that may be given several times. */
export const collectedBy =
  <T>(taken: Value<T>) =>
  (value: string, previous: readonly T[] | undefined): T[] => [
    ...(previous ?? []),
    parsedBy(taken)(value),
  ];

/** Digits only: `Number` would take "1e3", " 7" and "". */
export const digits = z.string().regex(/^\d+$/).transform(Number);

const numberFrom = (least: number, most: number): z.ZodType<number> =>
  digits.refine((number) => number >= least && number <= most);

export const wholeNumberFrom = (least: number, most: number): Value<number> => ({
  schema: numberFrom(least, most),
  hasToBe: (say) => say.wholeNumber(least, most),
});

export const percentFrom = (least: number, most: number): Value<number> => ({
  schema: numberFrom(least, most),
  hasToBe: (say) => say.percent(least, most),
});

/** Of a version or a line. JavaScript counts no further exactly. */
export const countingNumber: Value<number> = {
  schema: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((number) => number > 0),
  hasToBe: (say) => say.countingNumber,
};

const secondsOfDay = 86_400;

/** How long to wait at most: nothing that is waited for takes as long. */
export const waitSeconds: Value<number> = {
  schema: numberFrom(0, secondsOfDay),
  hasToBe: (say) => say.seconds(0, secondsOfDay),
};

export const notEmpty: Value<string> = {
  schema: z.string().min(1),
  hasToBe: (say) => say.notEmpty,
};

export const email: Value<string> = { schema: z.email(), hasToBe: (say) => say.email };

/** One of these words. */
export const wordOf = <Word extends string>(words: readonly Word[]): Value<Word> => ({
  schema: z.enum(words),
  hasToBe: (say) => say.oneOf(words),
});

export const onOrOff = wordOf(['on', 'off']);
