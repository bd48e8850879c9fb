import { z } from 'zod';

/** Kinds of values that a context may have. Each error completes "has to be ...". */

export const text = (pattern: RegExp, error: string): z.ZodType<string> =>
  z.string({ error }).regex(pattern, { error });

/** Values given with `-c` are strings, those in cdk.json may be numbers. */
export const wholeNumber = (minimum: number, maximum: number): z.ZodType<number> => {
  const error = `a whole number from ${minimum} to ${maximum}`;
  const digits = z.string().regex(/^\d+$/).transform(Number);
  return z
    .union([digits, z.number()], { error })
    .pipe(z.int({ error }).min(minimum, { error }).max(maximum, { error }));
};

/** Values given with `-c` are strings, those in cdk.json may be booleans. */
export const yesNo: z.ZodType<boolean> = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')],
  {
    error: 'true or false',
  },
);

export const oneOf = <T extends string>(values: readonly [T, ...T[]]): z.ZodType<T> =>
  z.enum(values, { error: values.map((value) => `"${value}"`).join(' or ') });

export const address: z.ZodType<string> = z.email({
  error: 'an e-mail address, like "audiences@example.com"',
});

export const bucketName = text(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'the name of an S3 bucket: not its ARN, and no path',
);

export const keyArn = text(
  /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
  'the ARN of a KMS key, like "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-...": not of an alias',
);

/** A list in cdk.json, comma-separated with `-c`. */
export const names = (pattern: RegExp, what: string): z.ZodType<string[]> => {
  const error = `${what}, comma-separated or as a JSON list`;
  const separated = z
    .string()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .transform((list) => (list.join('') === '' ? [] : list));
  return z
    .union([separated, z.array(z.string())], { error })
    .refine((list) => list.every((name) => pattern.test(name)), { error })
    .transform((list) => [...new Set(list)]);
};

/** The value of a JSON text; any other value as it is. */
export const parsedJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

export const policyArn = text(
  /^arn:[a-z-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
  'the ARN of a managed policy, like "arn:aws:iam::123456789012:policy/boundary"',
);

const tagCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const isTag = ([key, value]: [string, string]): boolean =>
  key.length >= 1 &&
  key.length <= 128 &&
  value.length <= 256 &&
  !/^aws:/i.test(key) &&
  tagCharacters.test(key) &&
  tagCharacters.test(value);

export const tagsOf = (most: number): z.ZodType<Record<string, string>> => {
  const error =
    `a JSON object like {"team": "crm"} with at most ${most} tags: keys of 1 to 128 and values of at most 256 letters, digits, ` +
    'spaces and _ . : / = + - @, and no key that begins with "aws:"';
  return z
    .record(z.string(), z.string({ error }), { error })
    .refine((tags) => Object.keys(tags).length <= most && Object.entries(tags).every(isTag), {
      error,
    });
};
