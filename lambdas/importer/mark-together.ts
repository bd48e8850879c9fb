import type { UserMarks } from '../../kernel/user-marks.ts';
import type { Pace } from '../shared/pace.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import { type Attempt, beginAttempt } from './attempt.ts';
import type { FileImport } from './file-import.ts';
import { markMembers, type MarkPorts } from './mark-members.ts';
import type { InTurn } from './turns/in-turn.ts';
import type { OpenUsers, Users } from './users.ts';

export interface MarkTogetherPorts extends MarkPorts {
  openUsers: OpenUsers;
  now: Now;
}

/**
 * Marks the registered users in all files of a pass. Each file's attempt gets its share of what that takes, so that all records
 * together have the units that were used, and the time.
 *
 * @throws ImportFailedError, TurnMissedError, the signal's reason, or what DynamoDB answers
 */
export const markTogether = async (
  files: readonly Pick<FileImport, 'running' | 'claimed'>[],
  project: Project,
  marks: UserMarks,
  { openUsers, now, ...ports }: MarkTogetherPorts,
): Promise<{ users: Users; pace: Pace }> => {
  const [first] = files;
  if (!first) throw new Error('users are marked in no file');
  const users = openUsers(project, marks);
  const attempt = beginAttempt();
  const alsoFor = files.slice(1).map(({ claimed }) => claimed.audienceId);
  const inTurn: InTurn = (work, doWork) => first.running.inTurn({ ...work, alsoFor }, doWork);
  const begun = now();
  try {
    const pace = await markMembers(
      marks,
      marks.distinct,
      users,
      { ...first.running, attempt, inTurn },
      ports,
    );
    return { users, pace };
  } finally {
    attempt.durations.join = Math.round((now() - begun) / files.length);
    if (files.length > 1) attempt.pass = { id: first.claimed.importId, files: files.length };
    shareOut(
      attempt,
      files.map(({ running }) => running.attempt),
    );
  }
};

const shareOut = (
  { plan, plannedUnits, durations, meter, pass }: Attempt,
  attempts: readonly Attempt[],
): void => {
  // Half units, as DynamoDB counts them.
  const share = Math.floor((meter.readUnits * 2) / attempts.length) / 2;
  const rest = meter.readUnits - share * attempts.length;
  for (const [index, attempt] of attempts.entries()) {
    if (plan) attempt.plan = plan;
    attempt.plannedUnits = plannedUnits;
    attempt.durations.join = durations.join;
    attempt.pass = pass;
    attempt.meter.readUnits += share + (index === 0 ? rest : 0);
  }
};
