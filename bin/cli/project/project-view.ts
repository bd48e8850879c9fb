import { z } from 'zod';
import { type Project, usersSourceSchema } from '../../../lambdas/shared/domain/project.ts';
import { defaultLanguage, languageSchema } from '../../../lambdas/shared/texts/language.ts';

const orOff = (what: string): z.ZodType<number | null> =>
  z.number().nullable().describe(`${what}; null: off`);

/** A project as people and their scripts see it: an element of `project list --json`. */
export const projectViewSchema = z.object({
  project: z.string().describe('project ID'),
  path: z.string().describe('where in the bucket its files lie'),
  adminEmails: z.array(z.string()).readonly(),
  audienceLimit: z.number(),
  slotsTaken: z.number().describe('how many of these audiences exist'),
  paused: z.boolean(),
  usersSource: usersSourceSchema.nullable().describe("null: the stack's own users table"),
  holdWhenEmpty: z.boolean(),
  maxShrink: orOff('percent'),
  minMembers: orOff('members'),
  maxGrowth: orOff('percent'),
  holdFirst: z.boolean(),
  rematchHours: z
    .number()
    .nullable()
    .describe('hours after which users are matched anew although no file changes; null: never'),
  expectEveryHours: z
    .number()
    .nullable()
    .describe('hours within which each of its files has to change; null: nothing is expected'),
  unregisteredReports: z
    .boolean()
    .describe('all unregistered IDs of each import are written into the bucket'),
  idColumn: z
    .union([z.string(), z.number()])
    .nullable()
    .describe('which column of its files has the IDs: name, or number from 1; null: they have one'),
  delimiter: z.string().describe('one character'),
  language: languageSchema.describe('of the mails'),
  mailOnSuccess: z
    .boolean()
    .describe('its administrators are mailed of files that are published, too'),
  dailyDigestHour: z
    .number()
    .nullable()
    .describe(
      'hour of the day, in UTC, from which its administrators are mailed what became of its files; null: they are not',
    ),
});
export type ProjectView = z.infer<typeof projectViewSchema>;

export const viewProject = ({ projectId, slots, ...project }: Project): ProjectView => ({
  project: projectId,
  path: project.path,
  adminEmails: project.adminEmails,
  audienceLimit: project.audienceLimit,
  slotsTaken: Object.keys(slots).length,
  paused: project.paused,
  usersSource: project.usersSource ?? null,
  holdWhenEmpty: project.holdWhenEmpty ?? true,
  maxShrink: project.maxShrink ?? null,
  minMembers: project.minMembers ?? null,
  maxGrowth: project.maxGrowth ?? null,
  holdFirst: project.holdFirst ?? false,
  rematchHours: project.rematchHours ?? null,
  expectEveryHours: project.expectEveryHours ?? null,
  unregisteredReports: project.unregisteredReports ?? false,
  idColumn: project.idColumn ?? null,
  delimiter: project.delimiter ?? ',',
  language: project.language ?? defaultLanguage,
  mailOnSuccess: project.mailOnSuccess ?? false,
  dailyDigestHour: project.dailyDigestHour ?? null,
});
