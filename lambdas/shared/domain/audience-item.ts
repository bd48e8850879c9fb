/**
 * The item of the audiences table: one per file that was ever seen. Who may write which part of it is
 * laid down in docs/adr/0002-one-item-per-audience.md; every writer uses UpdateItem on its own paths.
 */
import { z } from 'zod';
import { heldSeconds } from '../contract.ts';
import { diagnosisSchema } from './diagnosis.ts';
import { storedExplanationSchema } from './explanation.ts';
import { expectEveryHoursSchema, staleSchema } from './freshness.ts';
import { ownGuardSchema } from './guard-settings.ts';
import { type Layout, layoutSchema, type WholeLayout } from './layout.ts';
import { noticeSchema, toldSchema } from './notice.ts';
import { storedEventSchema } from './pending-event.ts';
import { reportSchema } from './report.ts';
import { trendSchema } from './trend.ts';
import { unregisteredSampleSchema } from './unregistered-sample.ts';

const etag = z.string();
const epochMillis = z.number();

/** What the scanner saw last. */
export const sourceSchema = z.object({
  etag,
  /** bytes */
  size: z.number(),
  /** what S3 says, for people: it goes back when an earlier version is restored or the path changes */
  lastModified: epochMillis,
  present: z.boolean(),
  /** name of the object under the project's path where that is not the file name: `vip.CSV`, `vip.csv.gz` */
  object: z.string().optional(),
  /**
   * When the page of the listing was asked for in which a scan saw it like this first, or saw that it is gone. What was
   * listed before that is out of date; see docs/adr/0007-scans-are-ordered-by-when-they-listed.md.
   */
  seenAt: epochMillis,
  /** when it was seen as it was last, of one that is gone: see `lastChangeOf` */
  changedAt: epochMillis.optional(),
  /** Since when the file has waited for an import to end, if an earlier version did before this one; else since `seenAt`. */
  waitingSince: epochMillis.optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** The last message sent for the file. */
export const enqueuedSchema = z.object({
  etag,
  at: epochMillis,
  /** it is about to be sent; whether SQS has taken it nobody knows yet */
  sending: z.boolean().optional(),
  /** the importer or the dead-letter function took it and did nothing */
  dropped: z.boolean().optional(),
  /**
   * Its project has no place for the audience, or others have waited longer: the import rejects it for the limit, unless that
   * is higher by then. The limit that the scan saw.
   */
  noPlace: z.number().optional(),
});
export type Enqueued = z.infer<typeof enqueuedSchema>;

/** An import that is running. Its version number is the fencing token: publishing requires it. */
export const claimSchema = z.object({
  version: z.number(),
  /** import ID */
  owner: z.string(),
  etag,
  /** never renewed: a claim whose time has passed is dead */
  until: epochMillis,
});
export type Claim = z.infer<typeof claimSchema>;

/** Rows that are not blank = duplicates + members + unregistered. */
export const countsSchema = z.object({
  rows: z.number(),
  blank: z.number(),
  duplicates: z.number(),
  unregistered: z.number(),
  members: z.number(),
  /**
   * Members that the version which was live had not, and members of it that are none now: members = those before + added -
   * removed. Not known of versions of earlier releases, and where the one before could not be read.
   */
  added: z.number().optional(),
  removed: z.number().optional(),
});
export type Counts = z.infer<typeof countsSchema>;

/** `until`: when the claim that it was written under dies; its worker may write chunks up to then. */
const unpublished = { etag, until: epochMillis };
const complete = { etag, counts: countsSchema, layout: layoutSchema };
const published = {
  ...complete,
  publishedAt: epochMillis,
  /** `audience-import repair` has found that not all of its chunks are there: nothing stands on it, and nobody rolls back to it */
  damaged: z.boolean().optional(),
};

export const versionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('writing'), ...unpublished }),
  z.object({ state: z.literal('live'), ...published }),
  /** readable until `until`, then collected */
  z.object({ state: z.literal('superseded'), ...published, until: epochMillis }),
  /** `layout`: of one that was complete */
  z.object({ state: z.literal('abandoned'), ...unpublished, layout: layoutSchema.optional() }),
  /**
   * Complete, and kept from readers until an operator approves it; the live one stays, if there is one. There is at most one.
   */
  z.object({
    state: z.literal('held'),
    ...complete,
    heldAt: epochMillis,
    /** machine-readable, e.g. `would-be-empty` */
    cause: z.string(),
  }),
  /** its chunks are being removed: it never is anything else again, and nobody may read it */
  z.object({ state: z.literal('collecting'), etag, layout: layoutSchema.optional() }),
]);
export type Version = z.infer<typeof versionSchema>;
export type LiveVersion = Extract<Version, { state: 'live' }>;
export type HeldVersion = Extract<Version, { state: 'held' }>;

/** How the last import of the file ended. */
export const outcomeSchema = z.object({
  etag,
  /** `discarded`: it was held, and an operator has dropped it, or its time was over */
  result: z.enum(['published', 'rejected', 'failed', 'held', 'discarded']),
  importId: z.string(),
  at: epochMillis,
  /** machine-readable, e.g. `not-utf8`; absent when published */
  cause: z.string().optional(),
  /** a sentence for people: what is wrong, where, what to do */
  message: z.string().optional(),
  /** the same as values, for other languages than English; what earlier releases have written has none */
  explanation: storedExplanationSchema.optional(),
  /** 1-based, blank rows included */
  row: z.number().optional(),
  /** first row of the file, if it may be a column's name and is nobody's ID */
  header: z.string().optional(),
  /** when the file is due again although it has not changed */
  retryAt: epochMillis.optional(),
  /**
   * the import that is due, or that has ended so, catches up with users who have registered or left since the file was published; of
   * one that was published nothing says so
   */
  rematch: z.boolean().optional(),
  /** an operator has rolled back to what is live: it is not matched anew */
  pinned: z.boolean().optional(),
  /** 0 after the first import of this file, and one more each time it failed */
  retries: z.number().optional(),
  /** Since when the file, whichever version of it, has been out for the project's limit: who waits longest comes first. */
  overLimitSince: epochMillis.optional(),
  /** why IDs of the file belong to nobody, where many do */
  diagnosis: diagnosisSchema.optional(),
  /** up to 20 of the file's unregistered IDs, each clipped to 64 bytes; absent where there are none */
  unregisteredSample: unregisteredSampleSchema.optional(),
  /** all of them, where the project wants that */
  report: reportSchema.optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/**
 * An audience has no more versions at a time, of whatever state. An item takes 400 KB, and each version up to 370 bytes of it;
 * test/unit/shared/item-sizes.test.ts adds up what else there is.
 */
export const mostVersions = 800;

export const audienceItemSchema = z.object({
  projectId: z.string(),
  fileName: z.string(),
  /** drawn when the item is created; partition of the chunks */
  audienceId: z.string(),
  /** the highest version number ever claimed */
  versionCounter: z.number(),
  /** by version number in decimal */
  versions: z.record(z.string(), versionSchema),
  source: sourceSchema,
  enqueued: enqueuedSchema.optional(),
  claim: claimSchema.optional(),
  outcome: outcomeSchema.optional(),
  told: toldSchema.optional(),
  /** what has to be told, by `noticeKey` */
  notices: z.record(z.string(), noticeSchema),
  /** the project's ID while there are notices: partition key of the sparse index that the mailer reads */
  pending: z.string().optional(),
  /** what other systems are told, by sequence; absent until there was something */
  events: z.record(z.string(), storedEventSchema).optional(),
  /** the project's ID while there are events: partition key of the sparse index that the announcer reads */
  unannounced: z.string().optional(),
  /** when an operator deleted the audience; gone as soon as an import of its file has an outcome */
  deletedAt: epochMillis.optional(),
  /** absent where nothing was published since there are trends */
  trend: trendSchema.optional(),
  /** its file has not changed for longer than is expected */
  stale: staleSchema.optional(),
  /** hours within which its file has to change, in place of what its project says; null: nothing is expected of it */
  expectEveryHours: expectEveryHoursSchema.nullable().optional(),
  /** when versions of this audience are held, in place of what its project says */
  guard: ownGuardSchema.optional(),
  /** ID of the last write of an operator's command, which knows by it that it was done when its answer was lost */
  operation: z.string().optional(),
});
export type AudienceItem = z.infer<typeof audienceItemSchema>;

/** What the file is called under the project's path. */
export const objectNameOf = ({
  fileName,
  source,
}: Pick<AudienceItem, 'fileName' | 'source'>): string => source.object ?? fileName;

/** The version that readers see, if any was ever published. */
export const findLiveVersion = (
  versions: AudienceItem['versions'],
): (LiveVersion & { version: number }) | undefined => {
  for (const [number, version] of Object.entries(versions))
    if (version.state === 'live') return { ...version, version: Number(number) };
  return undefined;
};

/** A whole version with its number. */
export interface Base {
  version: number;
  layout: WholeLayout;
  /** milliseconds since 1970 */
  publishedAt: number;
}

/**
 * What a version's chunks are a difference to, or the version itself if it is whole.
 *
 * @returns undefined where that was never published, is being removed, is damaged, or is not whole: nothing may stand on it then
 */
export const findBase = (
  versions: AudienceItem['versions'],
  { version, layout }: { version: number; layout: Layout },
): Base | undefined => {
  const number = layout.format === undefined ? version : layout.base;
  const base = versions[number];
  if (base?.state !== 'live' && base?.state !== 'superseded') return undefined;
  if (base.damaged === true) return undefined;
  return base.layout.format === undefined
    ? { version: number, layout: base.layout, publishedAt: base.publishedAt }
    : undefined;
};

/** The version that waits for an operator to approve it. */
export const findHeldVersion = (
  versions: AudienceItem['versions'],
): (HeldVersion & { version: number }) | undefined => {
  for (const [number, version] of Object.entries(versions))
    if (version.state === 'held') return { ...version, version: Number(number) };
  return undefined;
};

/** Number of a version for which an audience has a place in its project: a live one, or one that is held. */
export const versionWithPlace = (versions: AudienceItem['versions']): number | undefined =>
  (findLiveVersion(versions) ?? findHeldVersion(versions))?.version;

/** When it is dropped, if nobody approves it; milliseconds since 1970. */
export const heldUntil = ({ heldAt }: HeldVersion): number => heldAt + heldSeconds * 1000;
