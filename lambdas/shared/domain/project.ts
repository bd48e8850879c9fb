import { z } from 'zod';
import { maxAudienceLimit, projectIdSchema } from '../contract.ts';
import { storedLanguageSchema } from '../texts/language.ts';
import { dailyDigestHourSchema } from './daily-digest.ts';
import { expectEveryHoursSchema } from './freshness.ts';
import { guardShape } from './guard-settings.ts';
import { rematchHoursSchema } from './rematch.ts';

/**
 * A folder under which a project's files lie: no leading slash, ends with one. Segments are not empty
 * and not `.` or `..`, so that a path means the same to S3 and to a file system.
 */
export const projectPathSchema = z
  .string()
  .regex(/^([^/]+\/)+$/, 'a path like "folder/sub-folder/": no leading slash, a trailing one')
  .refine((path) => !path.split('/').some((segment) => segment === '.' || segment === '..'), {
    message: 'a path without "." and ".." as segments',
  })
  // Room for a file name within S3's 1,024 bytes a key.
  .refine((path) => new TextEncoder().encode(path).length <= 512, {
    message: 'a path of at most 512 bytes',
  });

/** RFC 5321: 64 before the @, 255 behind it. */
const mostAddressCharacters = 320;

/** DynamoDB's own: names of tables and key attributes, and values of keys. */
const nameSchema = z.string().min(1).max(255);
const keyPartSchema = z.string().max(2048);

/** A users table of the customer's own, in place of the stack's. It was named when the stack was deployed. */
export const usersSourceSchema = z.object({
  tableName: nameSchema,
  /** partition key attribute */
  keyName: nameSchema,
  keyType: z.enum(['string', 'number']),
  /** what stands before the user ID in the key; string keys only */
  keyPrefix: keyPartSchema,
  /** the same for all users, where the table has a sort key */
  sortKey: z.object({ name: nameSchema, value: keyPartSchema }).optional(),
  /**
   * Read units a second that all imports together may take of the table. Without it they take a part of what the table
   * gives, and never scan it.
   */
  maxReadUnits: z.number().int().positive().optional(),
  /** attribute by which the table expires its items, in seconds since 1970 (DynamoDB's TTL) */
  ttlAttribute: nameSchema.optional(),
});
export type UsersSource = z.infer<typeof usersSourceSchema>;

/** Which column of a file has the IDs: its number from 1, or its name in the first row. The kernel takes no more. */
export const idColumnSchema = z.union([
  z.number().int().min(1).max(65_535),
  nameSchema.refine((name) => !/^\d+$/.test(name), 'a name that is no number'),
]);

/** One character of ASCII that separates columns. Letters, digits and hyphens are in too many IDs. */
export const delimiterSchema = z
  .string()
  // eslint-disable-next-line no-control-regex -- some formats separate columns by control characters
  .regex(/^[\x01-\x09\x0b\x0c\x0e-\x7e]$/, 'one character of ASCII')
  .regex(/^[^A-Za-z0-9"-]$/, 'neither a letter, a digit, a hyphen nor a quote');

/** An item of the projects table. */
export const projectSchema = z.object({
  projectId: projectIdSchema,
  path: projectPathSchema,
  // SES takes 50 recipients a mail, and all administrators get the same one.
  adminEmails: z
    .array(z.email().max(mostAddressCharacters))
    .min(1, 'at least one administrator')
    .max(50),
  audienceLimit: z.number().int().min(0).max(maxAudienceLimit),
  /** file-name hash -> version of the claim that took the slot last */
  slots: z.record(z.string(), z.number()),
  paused: z.boolean(),
  usersSource: usersSourceSchema.optional(),
  ...guardShape,
  /** hours after which users who have registered or left are caught up with; absent: when a file changes */
  rematchHours: rematchHoursSchema.optional(),
  /** hours within which each of its files has to change, or its administrators are told; absent: nothing is expected */
  expectEveryHours: expectEveryHoursSchema.optional(),
  /** all unregistered IDs of each import are written into the bucket; absent: some are kept */
  unregisteredReports: z.boolean().optional(),
  /** of all of its files; absent: they have one column */
  idColumn: idColumnSchema.optional(),
  /** absent: a comma */
  delimiter: delimiterSchema.optional(),
  /** of the mails to its administrators; absent: English */
  language: storedLanguageSchema.optional(),
  /** its administrators are mailed of files that are published, too; absent: they are not */
  mailOnSuccess: z.boolean().optional(),
  /** hour of the day, in UTC, from which its administrators are mailed what became of its files; absent: they are not */
  dailyDigestHour: dailyDigestHourSchema.optional(),
  /** when an operator deleted it: nothing is scanned or imported for it any more */
  deletedAt: z.number().optional(),
  /** ID of the `project put` that has created it, another one if it is created anew; projects of before have none */
  creation: z.string().optional(),
  /** ID of the last change that was made on the screen: see `ChangeProjectAsSeen` */
  operation: z.string().optional().catch(undefined),
});
export type Project = z.infer<typeof projectSchema>;

/** Scanned and imported for. */
export const isActive = ({ paused, deletedAt }: Project): boolean =>
  !paused && deletedAt === undefined;

/** Paths of two projects never overlap: a file would belong to both. */
export const pathsOverlap = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);
