import { z } from 'zod';

const readUnits = z.number().nonnegative();
const epochMillis = z.number();

/**
 * An item of the audiences table: what a project's users in the stack's own table have cost to read. Importers write one of
 * the parts, with all that it says and without a condition: whoever writes last is as right as whoever wrote before.
 */
export const usersReadingsSchema = z.object({
  /** the last reading of all of them */
  whole: z.object({ users: z.number(), units: readUnits, at: epochMillis }).optional(),
  /** the last one that was given up: these units do not pay for all of them */
  givenUp: z.object({ units: readUnits, at: epochMillis }).optional(),
});
export type UsersReadings = z.infer<typeof usersReadingsSchema>;

/** Key in the audiences table: no project is called so. */
export const usersReadingsKey = (projectId: string): { projectId: string; fileName: string } => ({
  projectId: '#users',
  fileName: projectId,
});

/** What it costs to read all of them. */
export interface KnownReading {
  /** read units */
  units: number;
  /** false: it was given up when it had cost so much */
  isWhole: boolean;
}

/** Milliseconds. Users come and go: what was read earlier says nothing, and a large file finds it out anew. */
const validFor = 30 * 24 * 60 * 60 * 1000;

type LastReading =
  | ({ isWhole: true } & NonNullable<UsersReadings['whole']>)
  | ({ isWhole: false } & NonNullable<UsersReadings['givenUp']>);

/** What is known of a project's users, however old it is. */
export const lastReading = ({ whole, givenUp }: UsersReadings): LastReading | undefined => {
  // One that was given up tells of more users than there were, unless it only had less to spend.
  const isMore = givenUp && (!whole || (givenUp.at > whole.at && givenUp.units > whole.units));
  if (isMore) return { ...givenUp, isWhole: false };
  return whole && { ...whole, isWhole: true };
};

/**
 * What plans go by.
 *
 * @param now milliseconds since 1970
 */
export const knownReading = (readings: UsersReadings, now: number): KnownReading | undefined => {
  const last = lastReading(readings);
  return last && now - last.at < validFor
    ? { units: last.units, isWhole: last.isWhole }
    : undefined;
};
