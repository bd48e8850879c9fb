import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type FileSize, writeRows, writeUsers } from '../loopback/data/write-files.ts';
import { inTurn } from '../support/in-turn.ts';
import { median } from '../support/median.ts';
import { runProgram } from '../support/run-program.ts';
import type { WorkDirectory } from '../support/work-directory.ts';
import { membersOfSize, readMemberSet } from './member-set.ts';
import type { Usage } from './report-usage.ts';

/** A program that finds `arguments`, then the paths of rows, users and members among its own, and prints its usage. */
export interface Contestant {
  name: string;
  path: string;
  arguments?: readonly string[];
}

const usageSchema: z.ZodType<Usage> = z.object({
  ms: z.number(),
  againMs: z.number(),
  cpuMs: z.number(),
  peakRssMb: z.number(),
  kiloPages: z.number(),
});

/** A contestant found other members than there are. */
export class WrongMembersError extends Error {
  override readonly name = 'WrongMembersError';
}

/**
 * Lets the contestants do the same join, in turn, every second time in the opposite order.
 *
 * @param work for the files of the join
 * @returns the medians of each, by name
 * @throws WrongMembersError
 */
export const runJoin = async (
  contestants: readonly Contestant[],
  size: FileSize,
  runs: number,
  work: WorkDirectory,
): Promise<Map<string, Usage>> => {
  const users = join(work.path, 'users.csv');
  const found = join(work.path, 'members.csv');
  writeRows(work.rowsFile, size);
  writeUsers(users, size.users);
  const members = membersOfSize(size);
  const usages = new Map(contestants.map(({ name }): [string, Usage[]] => [name, []]));
  await inTurn(
    runs,
    contestants.map(({ name, path, arguments: own = [] }) => async () => {
      const program = { path, arguments: [...own, work.rowsFile, users, found], environment: {} };
      usages.get(name)?.push(await runProgram(program, usageSchema));
      if (!(await readMemberSet(found)).equals(members))
        throw new WrongMembersError(`${name} found other members than there are`);
      await rm(found);
    }),
  );
  return new Map([...usages].map(([name, ofRuns]) => [name, medianOf(ofRuns)]));
};

const medianOf = (usages: readonly Usage[]): Usage => ({
  ms: median(usages.map(({ ms }) => ms)),
  againMs: median(usages.map(({ againMs }) => againMs)),
  cpuMs: median(usages.map(({ cpuMs }) => cpuMs)),
  peakRssMb: median(usages.map(({ peakRssMb }) => peakRssMb)),
  kiloPages: median(usages.map(({ kiloPages }) => kiloPages)),
});
