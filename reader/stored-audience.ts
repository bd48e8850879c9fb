import { z } from 'zod';
import { maxChunks } from '../lambdas/shared/membership/chunk-layout.ts';
import { entries, map, number, readAttributes, text } from './attributes.ts';

/** What the reader needs of an audience's item. */
export interface StoredAudience {
  audienceId: string;
  /** by version number in decimal; what is in one is looked at when it is to be read */
  versions: Readonly<Record<string, unknown>>;
}

/** A version whose members can be read. */
export interface ReadableVersion {
  version: number;
  layout: { chunks: number; shards: number };
  members: number;
  /** milliseconds since 1970 */
  publishedAt: number;
}

const audienceSchema = z.object({
  audienceId: text,
  versions: entries,
});

const stateSchema = map({ state: text });

const complete = {
  layout: map({
    chunks: number.pipe(z.int().min(1).max(maxChunks)),
    shards: number.pipe(z.int().min(1)),
    // No layout has one yet. It will name how chunks are stored as soon as that is not as it was.
    format: z.undefined({ error: 'unknown format' }).optional(),
  }),
  counts: map({ members: number }),
};
const publishedSchema = map({ ...complete, publishedAt: number });
const heldSchema = map({ ...complete, heldAt: number });

/** @throws UnknownFormatError */
export const readAudience = (item: unknown, what: string): StoredAudience =>
  readAttributes(audienceSchema, item, what);

/**
 * The published version.
 *
 * @returns undefined if there is none; versions in states that this release does not know are not published
 * @throws UnknownFormatError when there is one and it cannot be read
 */
export const findLive = (
  { versions }: StoredAudience,
  what: string,
): ReadableVersion | undefined => {
  const number = Object.keys(versions).find((each) => stateOf(versions[each]) === 'live');
  return number === undefined ? undefined : readVersion(versions[number], Number(number), what);
};

/**
 * A version that is published, or was and is not collected yet.
 *
 * @returns undefined if it never was, or is being removed
 * @throws UnknownFormatError
 */
export const findReadable = (
  { versions }: StoredAudience,
  version: number,
  what: string,
): ReadableVersion | undefined => {
  const stored = versions[version];
  const state = stateOf(stored);
  return state === 'live' || state === 'superseded'
    ? readVersion(stored, version, what)
    : undefined;
};

/**
 * A version that is complete and waits for an operator; `publishedAt` is since when.
 *
 * @throws UnknownFormatError
 */
export const findHeld = (
  { versions }: StoredAudience,
  version: number,
  what: string,
): ReadableVersion | undefined => {
  const stored = versions[version];
  if (stateOf(stored) !== 'held') return undefined;
  const { layout, counts, heldAt } = readAttributes(
    heldSchema,
    stored,
    `version ${version} of ${what}`,
  );
  return { version, layout, members: counts.members, publishedAt: heldAt };
};

const stateOf = (version: unknown): string | undefined =>
  stateSchema.safeParse(version).data?.state;

const readVersion = (stored: unknown, version: number, what: string): ReadableVersion => {
  const { layout, counts, publishedAt } = readAttributes(
    publishedSchema,
    stored,
    `version ${version} of ${what}`,
  );
  return { version, layout, members: counts.members, publishedAt };
};
