import type { FileJoin } from '../../kernel/file-join.ts';
import type { Backoff, Now } from '../shared/ports.ts';
import type { Attempt } from './attempt.ts';
import { choosePlan, leastToPlanFor, type Plan, type PreferredPlan } from './domain/choose-plan.ts';
import { usersSourceTooSlow } from './errors.ts';
import { lookupMembers } from './lookup-members.ts';
import { createPace, unpaced } from '../shared/pace.ts';
import { scanMembers } from './scan-members.ts';
import type { Users } from './users.ts';

export interface MarkPorts {
  preferredPlan: PreferredPlan;
  backoff: Backoff;
  now: Now;
}

/** Pages of a table are read side by side; more do not come faster through one processor. */
const mostSegments = 16;
/** A capped scan needs no more of them than keep the cap busy: a page is 128 units. */
const unitsPerSegment = 256;

/**
 * Finds out who of the file is registered, by the cheaper plan, and marks them in the kernel's file.
 *
 * @throws ImportFailedError `users-source-too-slow`
 * @throws the signal's reason, or what DynamoDB answers
 */
export const markMembers = async (
  file: Pick<FileJoin, 'ids' | 'mark' | 'readKeysAs'>,
  distinct: number,
  users: Users,
  attempt: Attempt,
  signal: AbortSignal,
  ports: MarkPorts,
): Promise<void> => {
  const { backoff, now } = ports;
  const { maxReadUnits } = users;
  const plan = await planFor(distinct, users, signal, ports);
  if (plan.plan === 'too-slow') throw usersSourceTooSlow(plan.seconds, maxReadUnits);
  attempt.plan = plan.plan;
  attempt.plannedUnits = plan.units;

  const pace =
    maxReadUnits === undefined ? unpaced : createPace(maxReadUnits, { now, sleep: backoff.sleep });
  const shared = { ...users, pace, meter: attempt.meter, backoff, signal };
  if (plan.plan === 'scan') {
    file.readKeysAs(users.keyFormat);
    const isComplete = await scanMembers(segmentsFor(maxReadUnits), plan.giveUpAfter, shared);
    if (isComplete) return;
    attempt.plan = 'scan-then-lookup';
  }
  await lookupMembers(file, shared);
};

const planFor = async (
  distinct: number,
  { describeTable, mayScan, maxReadUnits }: Users,
  signal: AbortSignal,
  { preferredPlan }: MarkPorts,
): Promise<Plan> => {
  const question = { distinct, maxReadUnits, mayScan, preferred: preferredPlan };
  const table =
    distinct < leastToPlanFor
      ? { bytes: 0, items: 0, throughput: Number.POSITIVE_INFINITY }
      : await describeTable(signal);
  return choosePlan({ ...question, table });
};

const segmentsFor = (maxReadUnits: number | undefined): number =>
  maxReadUnits === undefined
    ? mostSegments
    : Math.min(mostSegments, Math.max(1, Math.floor(maxReadUnits / unitsPerSegment)));
