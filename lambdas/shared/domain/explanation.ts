import { z } from 'zod';
import { causeKeys, howKeys } from './diagnosis/keys.ts';
import { foreignThings } from './foreign-things.ts';
import { ignoredReasons } from './ignored-reasons.ts';

/** Names of columns, clipped, as they may be shown. */
const columns = z.object({ names: z.array(z.string()), hasMore: z.boolean() });

/** What is decided about: of whom the setting is, and which version is held. */
const held = { isOwn: z.boolean(), version: z.number() };

/** 1-based, blank rows included */
const row = z.number();

/**
 * What people are told of a file, as values of which each language makes its text. All that comes from a file is clipped and
 * may be shown.
 */
const shapes = {
  'not-utf8': z.object({ row }),
  'utf-16': z.object({ row }),
  'unclosed-quote': z.object({ row }),
  'escaped-quote': z.object({ row }),
  'blank-behind-quote': z.object({ row }),
  'delimiter-behind-quote': z.object({ row, delimiter: z.string() }),
  'text-behind-quote': z.object({ row, text: z.string() }),
  'several-columns': z.object({ row, firstRow: z.string(), columns: columns.optional() }),
  'several-with-other-delimiter': z.object({ row, firstRow: z.string(), delimiter: z.string() }),
  'missing-column': z.object({ row, columns }),
  'missing-with-other-delimiter': z.object({ row, columns, delimiter: z.string() }),
  'too-few-columns': z.object({ row }),
  'other-delimiter': z.object({
    delimiter: z.string(),
    firstRow: z.string(),
    columns: columns.optional(),
  }),
  truncated: z.object({}),
  'too-wide': z.object({}),
  damaged: z.object({}),
  'foreign-file': z.object({ thing: z.enum(foreignThings), begins: z.string().optional() }),
  empty: z.object({}),
  'too-large': z.object({ bytes: z.number() }),
  'too-large-unpacked': z.object({}),
  'colliding-ids': z.object({}),
  'bad-name': z.object({}),
  limit: z.object({ limit: z.number() }),

  archived: z.object({}),
  'too-slow': z.object({}),
  'collector-behind': z.object({ versions: z.number() }),
  'users-source-too-slow': z.object({ minutes: z.number() }),
  'above-read-cap': z.object({ minutes: z.number(), readCap: z.number() }),
  'above-default-read-cap': z.object({ minutes: z.number(), readCap: z.number() }),
  'gave-up': z.object({ hours: z.number() }),

  'would-be-empty': z.object({ live: z.number(), unregistered: z.number(), version: z.number() }),
  'too-few': z.object({ live: z.number(), next: z.number(), minMembers: z.number(), ...held }),
  'first-too-few': z.object({ next: z.number(), minMembers: z.number(), ...held }),
  shrinks: z.object({
    live: z.number(),
    next: z.number(),
    percent: z.number(),
    maxShrink: z.number(),
    ...held,
  }),
  grows: z.object({
    live: z.number(),
    next: z.number(),
    percent: z.number(),
    maxGrowth: z.number(),
    ...held,
  }),
  'first-version': z.object({ next: z.number(), unregistered: z.number(), ...held }),

  shrunk: z.object({ before: z.number(), version: z.number(), now: z.number() }),
  'was-live': z.object({ version: z.number(), members: z.number() }),
  'was-first': z.object({}),
  ignored: z.object({
    reason: z.enum(ignoredReasons),
    count: z.number(),
    examples: z.array(z.string()),
  }),

  'finding-of-ids': z.object({
    cause: z.enum(causeKeys),
    isShown: z.boolean(),
    count: z.number(),
    sampled: z.number(),
    isAll: z.boolean(),
    trial: z
      .object({
        how: z.enum(howKeys),
        number: z.number().optional(),
        tried: z.number(),
        registered: z.number(),
      })
      .optional(),
  }),
  'header-only': z.object({ hasBlankRows: z.boolean() }),
  'one-row': z.object({}),
  unmatchable: z.object({ count: z.number(), sampled: z.number(), isAll: z.boolean() }),
  /** shares, 0 to 1 */
  'more-unregistered': z.object({ now: z.number(), before: z.number() }),
};

export type ExplanationKey = keyof typeof shapes;

export type ValuesOf = { [K in ExplanationKey]: z.infer<(typeof shapes)[K]> };

export type Explanation = { [K in ExplanationKey]: { of: K; values: ValuesOf[K] } }[ExplanationKey];

/** As items have it. A later release may have stored another one, or other values. */
export const storedExplanationSchema = z.object({
  of: z.string(),
  values: z.record(z.string(), z.unknown()),
});
export type StoredExplanation = z.infer<typeof storedExplanationSchema>;

const schemas: { [K in ExplanationKey]: z.ZodType<ValuesOf[K]> } = shapes;

export const isExplanationKey = (of: string): of is ExplanationKey => Object.hasOwn(shapes, of);

/** @returns undefined for what this release does not know */
export const readValues = <K extends ExplanationKey>(
  of: K,
  values: unknown,
): ValuesOf[K] | undefined => schemas[of].safeParse(values).data;
