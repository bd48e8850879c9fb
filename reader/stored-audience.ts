import { z } from 'zod';
import { differenceFormat } from '../lambdas/shared/domain/layout.ts';
import { recordSchema } from '../lambdas/shared/domain/record-schema.ts';
import { maxChunks } from '../lambdas/shared/membership/chunk-layout.ts';
import { entries, map, number, readAttributes, text } from './attributes.ts';
import { unknownForm, VersionGoneError } from './errors.ts';

/** What the reader needs of an audience's item. */
export interface StoredAudience {
  audienceId: string;
  /** by version number in decimal; what is in one is looked at when it is to be read */
  versions: Readonly<Record<string, unknown>>;
}

/** How many chunks there are, and how many partition keys they are spread over. */
export interface Spread {
  chunks: number;
  shards: number;
}

/** A version whose members can be read. */
export interface ReadableVersion {
  version: number;
  /** of its own chunks */
  layout: Spread;
  /** the whole version that it is a difference to */
  base?: { version: number; layout: Spread };
  members: number;
  /** milliseconds since 1970 */
  publishedAt: number;
}

const audienceSchema = z.object({
  audienceId: text,
  versions: entries,
  schema: number
    .pipe(z.int().max(recordSchema, { error: 'a later release has written it' }))
    .optional(),
});

const stateSchema = map({ state: text });

const spread = {
  chunks: number.pipe(z.int().min(1).max(maxChunks)),
  shards: number.pipe(z.int().min(1)),
};
const wholeLayout = map({
  ...spread,
  format: z.undefined({ error: 'unknown format' }).optional(),
});
const differenceLayout = map({
  ...spread,
  format: number.pipe(z.literal(differenceFormat, { error: 'unknown format' })),
  base: number.pipe(z.int()),
});

const complete = {
  layout: z.union([wholeLayout, differenceLayout]),
  counts: map({ members: number }),
};
const publishedSchema = map({ ...complete, publishedAt: number });
const heldSchema = map({ ...complete, heldAt: number });
const baseSchema = map({ layout: wholeLayout });

/** @throws UnknownFormatError */
export const readAudience = (item: unknown, what: string): StoredAudience =>
  readAttributes(audienceSchema, item, what);

/**
 * The published version.
 *
 * @returns undefined if there is none; versions in states that this release does not know are not published
 * @throws UnknownFormatError when there is one and it cannot be read, or its base cannot
 * @throws VersionGoneError when its base is gone
 */
export const findLive = (audience: StoredAudience, what: string): ReadableVersion | undefined => {
  const { versions } = audience;
  const number = Object.keys(versions).find((each) => stateOf(versions[each]) === 'live');
  return number === undefined ? undefined : readVersion(audience, Number(number), what);
};

/**
 * A version that is published, or was and is not collected yet.
 *
 * @returns undefined if it never was, or is being removed
 * @throws UnknownFormatError when it cannot be read, or its base cannot
 * @throws VersionGoneError when its base is gone
 */
export const findReadable = (
  audience: StoredAudience,
  version: number,
  what: string,
): ReadableVersion | undefined => {
  const state = stateOf(audience.versions[version]);
  return state === 'live' || state === 'superseded'
    ? readVersion(audience, version, what)
    : undefined;
};

/**
 * A version that is complete and waits for an operator; `publishedAt` is since when.
 *
 * @throws UnknownFormatError when it cannot be read, or its base cannot
 * @throws VersionGoneError when its base is gone
 */
export const findHeld = (
  audience: StoredAudience,
  version: number,
  what: string,
): ReadableVersion | undefined => {
  const stored = audience.versions[version];
  if (stateOf(stored) !== 'held') return undefined;
  const { heldAt, ...complete } = readAttributes(heldSchema, stored, nameOf(version, what));
  return toReadable(audience, { version, publishedAt: heldAt, ...complete }, what);
};

const stateOf = (version: unknown): string | undefined =>
  stateSchema.safeParse(version).data?.state;

const nameOf = (version: number, what: string): string => `version ${version} of ${what}`;

const readVersion = (audience: StoredAudience, version: number, what: string): ReadableVersion => {
  const stored = audience.versions[version];
  const published = readAttributes(publishedSchema, stored, nameOf(version, what));
  return toReadable(audience, { version, ...published }, what);
};

interface Complete extends z.infer<z.ZodObject<typeof complete>> {
  version: number;
  publishedAt: number;
}

const toReadable = (
  audience: StoredAudience,
  { version, layout, counts: { members }, publishedAt }: Complete,
  what: string,
): ReadableVersion => {
  const readable = { version, layout, members, publishedAt };
  if (layout.format === undefined) return readable;
  const name = nameOf(version, what);
  const base = { version: layout.base, layout: findBase(audience, layout.base, name) };
  if (layout.chunks > base.layout.chunks)
    throw unknownForm(name, `It has more chunks than version ${base.version}, its base`);
  return { ...readable, base };
};

/** States of versions that are whole; nobody takes their chunks away. */
const keptStates: readonly unknown[] = ['live', 'superseded', 'held'];

const findBase = ({ versions }: StoredAudience, base: number, of: string): Spread => {
  const stored = versions[base];
  const state = stateOf(stored);
  if (stored === undefined || state === 'collecting' || state === 'abandoned')
    throw new VersionGoneError(
      `${of} cannot be read any more: version ${base}, its base, is ${state ?? 'gone'}`,
    );
  const { layout } = readAttributes(baseSchema, stored, `version ${base}, the base of ${of},`);
  if (!keptStates.includes(state))
    throw unknownForm(of, `Version ${base}, its base, is in the state "${state}"`);
  return layout;
};
