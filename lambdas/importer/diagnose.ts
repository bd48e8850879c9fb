import type { UnmarkedSample } from '../../kernel/file-join.ts';
import type { JoinedMembers } from '../../kernel/joined-members.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import { boundDiagnosis, type Diagnosis } from '../shared/domain/diagnosis.ts';
import type { Pace } from '../shared/pace.ts';
import type { Now, StartTimer } from '../shared/ports.ts';
import type { Running } from './attempt.ts';
import { findCauses } from '../shared/domain/diagnosis/find-causes.ts';
import { sortOut } from '../shared/domain/diagnosis/sort-out.ts';
import type { Surroundings } from '../shared/domain/diagnosis/sign.ts';
import { type Trials, tryMends } from '../shared/domain/diagnosis/try-mends.ts';
import { isWorthIt, mostLookups, mostMilliseconds } from '../shared/domain/diagnosis/budget.ts';
import { widthsOf } from '../shared/domain/diagnosis/widths-of.ts';
import { createFindRegistered } from './find-registered.ts';
import type { Users } from './users.ts';

export interface DiagnosisPorts {
  startTimer: StartTimer;
  /** Mended IDs could not be looked up, or not all: the import goes on. */
  onMendsUntried: (error: unknown) => void;
  /** Something went wrong with the diagnosis itself: the import goes on without one. */
  onUndiagnosed: (error: unknown) => void;
  now: Now;
}

/** A file whose users are known. */
export interface JoinedFile {
  counts: Counts;
  members: JoinedMembers;
  unmarked: UnmarkedSample;
  users: Users;
  pace: Pace;
  /** of what is live meanwhile */
  live: Counts | undefined;
  projectId: string;
}

/**
 * Looks at a sample of the IDs that nobody has, where there are many, and tries whether they would be registered if they
 * were written otherwise. Changes nothing of what is imported.
 *
 * @throws the signal's reason, and nothing else
 */
export const diagnose = async (
  joined: JoinedFile,
  running: Running,
  ports: DiagnosisPorts,
): Promise<Diagnosis | undefined> => {
  if (!isWorthIt(joined.counts)) return undefined;
  try {
    return await examine(joined, running, ports);
  } catch (error) {
    running.signal.throwIfAborted();
    ports.onUndiagnosed(error);
    return undefined;
  }
};

const examine = async (
  { counts, members, unmarked: sampled, users, pace, live, projectId }: JoinedFile,
  running: Running,
  ports: DiagnosisPorts,
): Promise<Diagnosis> => {
  const unmarked = users.isOwn ? withoutTooLong(sampled, users) : sampled;
  const around: Surroundings = {
    keyPrefix: users.keyFormat.keyPrefix,
    widths: widthsOf(unmarked.ids, someOf(members)),
  };
  const groups = sortOut(unmarked.ids, around);
  const { meter, durations } = running.attempt;
  const before = meter.readUnits;
  const elapsed = (durations.read ?? 0) + (durations.join ?? 0);
  const milliseconds = mostMilliseconds(elapsed, running.deadline - ports.now());
  const most = mostLookups(counts, milliseconds, pace.unitsPerSecond);
  const tryAll = (signal: AbortSignal): Promise<Trials> =>
    tryMends(groups, around, most, createFindRegistered(users, { pace, meter, signal }));
  const trials = await tryWithin(milliseconds, tryAll, running, ports);
  const diagnosis = findCauses({ counts, live, projectId }, unmarked, groups, trials);
  return boundDiagnosis({ ...diagnosis, readUnits: meter.readUnits - before });
};

/** In the stack's own table anything may be an ID that is short enough; the kernel lets pass what is a key elsewhere. */
const withoutTooLong = (
  { ids, unmatchable }: UnmarkedSample,
  { canBeUser }: Pick<Users, 'canBeUser'>,
): UnmarkedSample => {
  const fit = ids.filter(canBeUser);
  return { ids: fit, unmatchable: unmatchable + ids.length - fit.length };
};

/** Enough to see how long their numbers are. */
const membersLookedAt = 200;

const someOf = ({ count, readLines }: JoinedMembers): string[] =>
  Array.from(readLines(0, Math.min(count, membersLookedAt)), (lines) => Buffer.from(lines))
    .join('')
    .split('\n')
    .slice(0, -1);

/** @returns undefined when it did not end, whatever the reason */
const tryWithin = async (
  milliseconds: number,
  attempt: (signal: AbortSignal) => Promise<Trials>,
  { signal }: Running,
  { startTimer, onMendsUntried }: DiagnosisPorts,
): Promise<Trials | undefined> => {
  const overtime = new AbortController();
  const timer = startTimer(milliseconds, () => {
    overtime.abort();
  });
  try {
    return await attempt(AbortSignal.any([signal, overtime.signal]));
  } catch (error) {
    signal.throwIfAborted();
    onMendsUntried(error);
    return undefined;
  } finally {
    timer.cancel();
  }
};
