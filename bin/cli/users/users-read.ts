import { z } from 'zod';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';
import { lastReading, type UsersReadings } from '../../../lambdas/shared/domain/users-readings.ts';
import type { CliTexts } from '../texts/texts.ts';

/** What all users of a project in the stack's own table cost to read: part of `project show --json`. */
export const usersReadSchema = z.object({
  users: z
    .number()
    .nullable()
    .describe(
      'how many there were; null: more than could be read for these units, the import has looked its IDs up then',
    ),
  readUnits: z.number(),
  at: z.string().describe('ISO 8601: when an import has read them last'),
});
export type UsersRead = z.infer<typeof usersReadSchema>;

/** @returns null where no import has read them all yet, or they are in a table of the customer's */
export const viewUsersRead = (
  { usersSource }: Pick<Project, 'usersSource'>,
  readings: UsersReadings,
): UsersRead | null => {
  const last = usersSource === undefined ? lastReading(readings) : undefined;
  if (!last) return null;
  const { units, at } = last;
  return { users: last.isWhole ? last.users : null, readUnits: units, at: toIso(at) };
};

/** @returns nothing where nothing is known */
export const describeUsersRead = (read: UsersRead | null, { project }: CliTexts): string => {
  if (!read) return '';
  const { users, readUnits, at } = read;
  return users === null
    ? project.usersNotRead(readUnits, at)
    : project.usersRead(users, readUnits, at);
};
