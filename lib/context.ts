import type { Node } from 'constructs';
import { z } from 'zod';
import { defaultStackName } from '../lambdas/shared/contract.ts';

/** What may be set at deploy time: `cdk deploy -c KEY=VALUE`, or under "context" in cdk.json. */
export interface Settings {
  /**
   * Name of the CloudFormation stack. Another name makes another, independent stack.
   *
   * @default 'AudienceImport'
   */
  readonly stackName: string;
  /**
   * How long one run of a function may take, in seconds, from 20 to 900. Less is for tests, which have
   * to see a function run out of time.
   *
   * @default 900
   */
  readonly functionTimeoutSeconds: number;
  /**
   * How many files are imported at the same time, from 2 to 1000. They share the read and write
   * throughput of the tables and the account's Lambda concurrency.
   *
   * @default 10
   */
  readonly importerMaxConcurrency: number;
}

/** A context value cannot be used; the message names the key, the value and what is allowed. */
export class InvalidContextError extends Error {
  override readonly name = 'InvalidContextError';
}

/** Values given with `-c` are strings, those in cdk.json may be numbers. */
const wholeNumber = (minimum: number, maximum: number): z.ZodType<number> => {
  const error = `a whole number from ${minimum} to ${maximum}`;
  const digits = z.string().regex(/^\d+$/).transform(Number);
  return z
    .union([digits, z.number()], { error })
    .pipe(z.int({ error }).min(minimum, { error }).max(maximum, { error }));
};

const text = (pattern: RegExp, error: string): z.ZodType<string> =>
  z.string({ error }).regex(pattern, { error });

const settingsSchema = z.object({
  stackName: text(
    /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    'a letter, followed by at most 127 letters, digits and hyphens',
  ).default(defaultStackName),
  // Functions stop taking on work some seconds before their end; below 20 s little would be left.
  functionTimeoutSeconds: wholeNumber(20, 900).default(900),
  // The bounds of Lambda's event source mapping.
  importerMaxConcurrency: wholeNumber(2, 1000).default(10),
});

/** @throws InvalidContextError naming every value that is not allowed */
export const readSettings = (node: Node): Settings => {
  const given: Record<string, unknown> = Object.fromEntries(
    Object.keys(settingsSchema.shape).map((key) => [key, node.tryGetContext(key)]),
  );
  const { data, error } = settingsSchema.safeParse(given);
  if (error === undefined) return data;

  const complaints = error.issues.map(({ path, message }) => {
    const key = String(path[0]);
    return `context "${key}" is ${JSON.stringify(given[key])}, but has to be ${message}`;
  });
  throw new InvalidContextError([...new Set(complaints)].join('; '));
};
