import { z } from 'zod';
import { reportsPath } from '../lambdas/shared/contract.ts';
import { text, yesNo } from './context-values.ts';
import type { WriterSettings } from './writer-settings.ts';

const example = '{"treasure-data": {"prefix": "shop/"}}';

export const writerPrefix: z.ZodType<string> = text(
  // IAM would take * and ? for wildcards, and $ may begin a variable.
  /^([^/*?$]+\/)+$/,
  'a path like "shop/": no leading slash, a trailing one, and none of * ? $',
).refine((prefix) => !prefix.startsWith(reportsPath), {
  error: `a path outside of "${reportsPath}", where the importer alone writes`,
});

const writerSchema = z
  .strictObject(
    {
      prefix: writerPrefix,
      accountId: text(/^\d{12}$/, "the tool's AWS account: 12 digits, in quotes").optional(),
      externalId: text(
        /^[\w+=,.@:/-]{2,1224}$/,
        'an external ID: 2 to 1224 of the characters A-Z a-z 0-9 _ + = , . @ : / -',
      ).optional(),
      readBack: yesNo.optional(),
      list: yesNo.optional(),
    },
    {
      error:
        'an object of "prefix", for a role also "accountId" and "externalId", and "readBack" and "list" for a tool that ' +
        'does more than write',
    },
  )
  .refine(({ accountId, externalId }) => (accountId === undefined) === (externalId === undefined), {
    error:
      'complete: "accountId" and "externalId" belong together. ' +
      'Give both for a role that the tool takes on, or neither for a policy of an IAM user',
  });

/**
 * Outputs and resources are called after a writer, without its hyphens; a letter behind each keeps `a-1` and
 * `a1` apart.
 */
const writerName = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

const isEveryNameValid = (writers: object): boolean =>
  Object.keys(writers).every((name) => name.length <= 40 && writerName.test(name));

export const writersSchema: z.ZodType<Record<string, WriterSettings>> = z
  .record(z.string(), writerSchema, { error: `a JSON object like ${example}` })
  .refine(isEveryNameValid, {
    error: `a JSON object like ${example}, with names of at most 40 lower-case letters, digits and single hyphens that a letter follows`,
  });
