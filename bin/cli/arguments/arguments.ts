import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** A commander parser that takes what the schema takes. */
export const parsedBy =
  <T>(schema: z.ZodType<T>) =>
  (value: string): T => {
    const { data, error } = schema.safeParse(value);
    if (error)
      throw new InvalidArgumentError(error.issues.map(({ message }) => message).join('; '));
    return data;
  };

/** The same for an option that may be given several times. */
export const collectedBy =
  <T>(schema: z.ZodType<T>) =>
  (value: string, previous: readonly T[] | undefined): T[] => [
    ...(previous ?? []),
    parsedBy(schema)(value),
  ];

/** Digits only: `Number` would take "1e3", " 7" and "". */
export const wholeNumber = z.string().regex(/^\d+$/, 'a whole number').transform(Number);

export const onOrOff = z.enum(['on', 'off'], { error: 'on or off' });
