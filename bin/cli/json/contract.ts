import { z } from 'zod';
import {
  audienceDetailsSchema,
  audienceViewSchema,
} from '../../../lambdas/shared/domain/audience-view.ts';
import { costSchema } from '../../../lambdas/shared/domain/prices.ts';
import { mailSchema } from '../adapters/list-mails.ts';
import { expectViewSchema } from '../audience/expect.ts';
import { guardViewSchema } from '../audience/guard.ts';
import { redriveResultSchema } from '../dead-letter/dead-letter.ts';
import { findingSchema } from '../doctor/finding.ts';
import { estimateViewSchema } from '../estimate/estimate-view.ts';
import type { JsonCommandName } from '../help/examples.ts';
import { historyViewSchema } from '../import/history-view.ts';
import { validationViewSchema } from '../import/validation-view.ts';
import { ignoredObjectsViewSchema } from '../project/ignored-objects.ts';
import { projectViewSchema } from '../project/project-view.ts';
import { refusedAddressSchema } from '../project/refused-addresses.ts';
import { repairViewSchema } from '../repair/finding.ts';
import { scanViewSchema } from '../scan/scan-view.ts';
import { usersReadSchema } from '../users/users-read.ts';

const project = z.string().describe('project ID');
const name = z.string().describe('of the audience: file name without its suffix');
const version = z.number();
const members = z.number().describe('of that version');
const ofAudience = { project, name };

const rows = z.number().describe('rows of the file that are no header and not blank');
const ofList = {
  lines: rows,
  skipped: z.number().describe('different IDs in front of --from-line'),
  refused: z.number().describe('different IDs that nobody can be registered under'),
  duplicates: z.number().describe('rows that repeat an ID'),
  header: z.string().nullable().describe("the first row, if it was taken for a column's name"),
};

const fileAfterwards = z
  .enum(['done', 'missing', 'due', 'called-off', 'failed', 'held', 'discarded', 'rejected'])
  .describe(
    'the file as it is now: `done`: this version stays until it changes; `due`, `called-off`, `failed`: it is imported again; others: as the status of an audience',
  );

/**
 * What each command prints with --json: one document on standard output, nothing else. Keys are added in later releases, and none
 * is renamed, removed or given another meaning.
 */
export const jsonContract = {
  'project put': projectViewSchema,
  'project list': z.array(projectViewSchema),
  'project show': projectViewSchema.extend({
    usersRead: usersReadSchema.nullable(),
    held: z.array(z.string()).describe('names of audiences of which a list is held'),
    refusedAddresses: z.array(refusedAddressSchema),
    ...ignoredObjectsViewSchema.shape,
  }),
  'project pause': z.object({ project, paused: z.literal(true) }),
  'project resume': z.object({ project, paused: z.literal(false) }),
  'project delete': z.object({
    project,
    deleted: z.literal(true),
    audiences: z.number().describe('how many were deleted with it'),
  }),
  'users load': z.object({
    loaded: z.number().describe('different IDs that were written'),
    ...ofList,
  }),
  'users remove': z.object({
    removed: z.number().describe('different IDs that nobody is registered under any more'),
    wereRegistered: z.number().describe('how many of them somebody was registered under before'),
    registered: z.number().describe('the same as `wereRegistered`'),
    ...ofList,
    stillIn: z
      .array(z.string())
      .readonly()
      .nullable()
      .describe(
        'names of audiences that still have them as members; null: they were too many to be looked for',
      ),
  }),
  'users sync': z.object({
    added: z.number(),
    removed: z.number(),
    before: z.number().describe('how many users were registered before'),
    registered: z.number().describe('how many are registered now'),
    lines: rows,
    duplicates: ofList.duplicates,
    header: ofList.header,
  }),
  'users count': z.object({ project, users: z.number(), readUnits: z.number(), cost: costSchema }),
  'users contains': z.object({
    project,
    contains: z.boolean().describe('somebody is registered under each of the IDs'),
    users: z.array(z.object({ id: z.string(), registered: z.boolean() })),
  }),
  scan: scanViewSchema,
  'audience list': z.array(audienceViewSchema),
  'audience show': audienceDetailsSchema,
  'audience members': z.union([
    z.array(z.string()).describe('IDs'),
    z
      .object({
        project,
        audiences: z.array(z.object({ name, version })).describe('those that were read'),
        count: z.number(),
      })
      .describe('with --count'),
  ]),
  'audience contains': z.object({ ...ofAudience, version, id: z.string(), contains: z.boolean() }),
  'audience which': z.object({
    project,
    id: z.string(),
    audiences: z.array(z.object({ name, version })),
    unread: z
      .array(z.object({ name, message: z.string() }))
      .describe('audiences that cannot be read: whether the user is in them is not known'),
  }),
  'audience retry': z.object({ ...ofAudience, due: z.literal(true) }),
  'audience rollback': z.object({
    ...ofAudience,
    version,
    members,
    superseded: z.number().describe('the version that was live before'),
    file: fileAfterwards,
  }),
  'audience approve': z.object({
    ...ofAudience,
    version,
    members,
    superseded: z
      .number()
      .nullable()
      .describe('the version that was live before, if there was one'),
    file: fileAfterwards,
  }),
  'audience discard': z.object({
    ...ofAudience,
    version,
    members,
    live: z.number().nullable().describe('the version that stays live'),
  }),
  'audience expect': expectViewSchema,
  'audience guard': guardViewSchema,
  'audience delete': z.object({
    ...ofAudience,
    key: z.string().describe('of the file in the bucket'),
    file: z
      .enum(['deleted', 'present', 'missing'])
      .describe('`present`: the next scan creates the audience again'),
  }),
  'import history': z.array(historyViewSchema),
  'import validate': validationViewSchema,
  'dead-letter redrive': redriveResultSchema,
  repair: repairViewSchema,
  estimate: estimateViewSchema,
  'mail list': z.array(mailSchema),
  doctor: z.object({
    region: z.string(),
    isLocal: z.boolean(),
    isDeployed: z.boolean(),
    findings: z.array(findingSchema),
  }),
} as const satisfies Record<JsonCommandName, z.ZodType>;
