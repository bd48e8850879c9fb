import { z } from 'zod';
import {
  type AudienceItem,
  type Counts,
  findHeldVersion,
  findLiveVersion,
  heldUntil,
  objectNameOf,
} from './audience-item.ts';
import { type AudienceStatus, audienceStatuses } from './audience-status.ts';
import { diagnosisViewSchema, viewDiagnosis } from './diagnosis.ts';
import { hasLiveClaim, isBeingWritten, isDue, isOnItsWay } from './due.ts';
import { audienceNameOf } from './file-name.ts';
import { ownGuardSchema } from './guard-settings.ts';
import { reportSchema } from './report.ts';
import { baseOfVersion } from './stands-on.ts';
import { toIso } from './to-iso.ts';
import { unregisteredSampleSchema } from './unregistered-sample.ts';

export { type AudienceStatus, audienceStatuses };

const figure = (what: string): z.ZodType<number | null> => z.number().nullable().describe(what);
const time = z.string().describe('ISO 8601');

export const heldViewSchema = z.object({
  version: z.number(),
  members: z.number(),
  cause: z.string(),
  since: time,
  until: time.describe('when it is dropped, if nobody approves it; ISO 8601'),
});
export type HeldView = z.infer<typeof heldViewSchema>;

export const staleViewSchema = z.object({
  lastChange: time.describe('when the file changed last; ISO 8601'),
  expectEveryHours: z.number().describe('hours within which it should have changed'),
});
export type StaleView = z.infer<typeof staleViewSchema>;

/** An audience as people and their scripts see it: an element of `audience list --json`. */
export const audienceViewSchema = z.object({
  project: z.string().describe('project ID'),
  name: z.string().describe('file name without its suffix'),
  status: z.enum(audienceStatuses),
  version: figure(
    'the version that readers see; it and the figures are null when nothing was ever published',
  ),
  members: figure('of that version'),
  added: figure('against what was live before; null where that is not known'),
  removed: figure('against what was live before; null where that is not known'),
  rows: figure('of the file, blank ones left out: duplicates + members + unregistered'),
  blank: figure('blank rows of the file'),
  duplicates: figure('rows that repeat an ID'),
  unregistered: figure('different IDs that nobody is registered under'),
  etag: z.string().describe('`liveEtag`, or `fileEtag` when there is no version'),
  liveEtag: z.string().nullable().describe('of the file that the version was made from'),
  fileEtag: z.string().describe('of the file as it was seen last'),
  importedAt: time.nullable(),
  cause: z
    .string()
    .nullable()
    .describe('why the file as it is now did not become a version, or is held'),
  rolledBack: z
    .boolean()
    .describe('an operator has published an earlier list: it stays until the file changes'),
  held: heldViewSchema.nullable().describe('what waits for an operator to approve it'),
  stale: staleViewSchema
    .nullable()
    .describe(
      'its file has not changed for longer than is expected, whatever the status says, as the last scan saw it',
    ),
});
export type AudienceView = z.infer<typeof audienceViewSchema>;

export const audienceDetailsSchema = audienceViewSchema.extend({
  message: z.string().nullable().describe('the cause as a sentence'),
  row: figure('where in the file: 1-based, blank rows included'),
  source: z
    .object({
      object: z.string().describe("its name under the project's path"),
      etag: z.string().describe('the same as `fileEtag`'),
      size: z.number().describe('bytes'),
      lastModified: time,
      present: z.boolean(),
      seenAt: time.describe('when it was seen so first; ISO 8601'),
    })
    .describe('the file as it was seen last'),
  versions: z
    .array(
      z.object({
        number: z.number(),
        state: z.string(),
        members: figure('of what was published'),
        added: figure('against what was live then'),
        removed: figure('against what was live then'),
        publishedAt: time.nullable(),
        base: figure(
          'the version that it is stored as a difference to; that one stays as long as it does, and can be read',
        ),
      }),
    )
    .describe('all that is still stored, the newest first'),
  outcome: z
    .object({
      etag: z.string().describe('of the file that was imported'),
      result: z.string(),
      importId: z.string(),
      at: time,
      retryAt: time.nullable(),
      diagnosis: diagnosisViewSchema
        .nullable()
        .describe('why IDs of the file belong to nobody, where many do'),
      unregisteredSample: unregisteredSampleSchema
        .readonly()
        .describe(
          'up to 20 of the unregistered IDs; one that is longer than 64 bytes is clipped, and ends with "…"',
        ),
      report: reportSchema
        .nullable()
        .describe(
          'all of them: the key of an object in the bucket, or why there is none; null where the project wants none, or all are registered',
        ),
    })
    .nullable()
    .describe('how the last import ended, also when that was of an earlier state of the file'),
  guard: ownGuardSchema.describe(
    "its own settings of what is held, in place of the project's; null: off",
  ),
  expectEveryHours: z
    .number()
    .nullable()
    .optional()
    .describe(
      'hours within which its file has to change, in place of what its project says; null: nothing is expected; absent: as the project says',
    ),
  deletedAt: time.nullable(),
});
export type AudienceDetails = z.infer<typeof audienceDetailsSchema>;

/** Deleted audiences are listed again as soon as their file is being imported. */
export const isListed = ({ deletedAt }: Pick<AudienceItem, 'deletedAt'>): boolean =>
  deletedAt === undefined;

/** @param now milliseconds since 1970 */
export const viewAudience = (item: AudienceItem, now: number): AudienceView => {
  const { projectId, fileName, source } = item;
  const live = findLiveVersion(item.versions);
  const held = findHeldVersion(item.versions);
  return {
    project: projectId,
    name: audienceNameOf(fileName),
    status: statusOf(item, now),
    version: live?.version ?? null,
    members: live?.counts.members ?? null,
    ...changesOf(live?.counts),
    rows: live?.counts.rows ?? null,
    blank: live?.counts.blank ?? null,
    duplicates: live?.counts.duplicates ?? null,
    unregistered: live?.counts.unregistered ?? null,
    etag: live?.etag ?? source.etag,
    liveEtag: live?.etag ?? null,
    fileEtag: source.etag,
    importedAt: live ? toIso(live.publishedAt) : null,
    cause: currentOutcome(item)?.cause ?? held?.cause ?? null,
    rolledBack: currentOutcome(item)?.pinned === true,
    held: held
      ? {
          version: held.version,
          members: held.counts.members,
          cause: held.cause,
          since: toIso(held.heldAt),
          until: toIso(heldUntil(held)),
        }
      : null,
    stale: item.stale
      ? { lastChange: toIso(item.stale.changedAt), expectEveryHours: item.stale.hours }
      : null,
  };
};

/** @param now milliseconds since 1970 */
export const viewAudienceDetails = (item: AudienceItem, now: number): AudienceDetails => {
  const { outcome, deletedAt } = item;
  const { etag, size, present, lastModified, seenAt } = item.source;
  const current = currentOutcome(item);
  return {
    ...viewAudience(item, now),
    message: current?.message ?? null,
    row: current?.row ?? null,
    source: {
      object: objectNameOf(item),
      etag,
      size,
      lastModified: toIso(lastModified),
      present,
      seenAt: toIso(seenAt),
    },
    versions: Object.entries(item.versions)
      .map(([number, version]) => ({
        number: Number(number),
        state: version.state,
        members: 'counts' in version ? version.counts.members : null,
        ...changesOf('counts' in version ? version.counts : undefined),
        publishedAt: 'publishedAt' in version ? toIso(version.publishedAt) : null,
        base: baseOfVersion(version) ?? null,
      }))
      .sort((one, other) => other.number - one.number),
    outcome: outcome
      ? {
          etag: outcome.etag,
          result: outcome.result,
          importId: outcome.importId,
          at: toIso(outcome.at),
          retryAt: outcome.retryAt === undefined ? null : toIso(outcome.retryAt),
          diagnosis: outcome.diagnosis ? viewDiagnosis(outcome.diagnosis) : null,
          unregisteredSample: outcome.unregisteredSample ?? [],
          report: outcome.report ?? null,
        }
      : null,
    guard: item.guard ?? {},
    ...(item.expectEveryHours !== undefined && { expectEveryHours: item.expectEveryHours }),
    deletedAt: deletedAt === undefined ? null : toIso(deletedAt),
  };
};

const changesOf = (
  counts: Partial<Pick<Counts, 'added' | 'removed'>> | undefined,
): { added: number | null; removed: number | null } => ({
  added: counts?.added ?? null,
  removed: counts?.removed ?? null,
});

/**
 * What is happening goes before what has happened; a file that is gone before what became of it, but not before what somebody
 * has to decide.
 */
const statusOf = (item: AudienceItem, now: number): AudienceStatus => {
  if (hasLiveClaim(item, now)) return 'importing';
  if (!isListed(item)) return 'deleted';
  const isHeld = findHeldVersion(item.versions) !== undefined;
  if (!item.source.present) return isHeld ? 'held' : 'source-missing';
  if (isBeingWritten(item.source, now) && !currentOutcome(item)) return 'being-written';
  if (isDue(item, now) && isOnItsWay(item, now)) return 'importing';
  const result = currentOutcome(item)?.result;
  if (result === 'rejected' || result === 'failed') return result;
  if (isHeld) return 'held';
  const isPublished = findLiveVersion(item.versions) !== undefined;
  // An operator did not want it.
  if (result === 'discarded' && !isPublished) return 'rejected';
  // Due, but not sent: the next scan does that, and until then what was published is all there is.
  if (!isPublished) return 'importing';
  return item.stale ? 'stale' : 'ready';
};

/** Of the file as it is now: what became of an earlier one explains nothing any more. */
const currentOutcome = ({ source, outcome }: AudienceItem): AudienceItem['outcome'] =>
  outcome?.etag === source.etag ? outcome : undefined;
