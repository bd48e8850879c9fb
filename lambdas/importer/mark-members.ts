import type { FileJoin } from '../../kernel/file-join.ts';
import { type Pace, unpaced } from '../shared/pace.ts';
import type { Backoff } from '../shared/ports.ts';
import type { Running } from './attempt.ts';
import {
  choosePlan,
  isTooSlowToLookUp,
  leastToPlanFor,
  type PreferredPlan,
  type UsersTable,
} from './domain/choose-plan.ts';
import { defaultReadCap } from './domain/read-cap.ts';
import { usersSourceTooSlow } from './errors.ts';
import { lookupMembers } from './lookup-members.ts';
import { scanMembers } from './scan-members.ts';
import type { PaceTable } from './turns/shared-pace.ts';
import type { Users } from './users.ts';

export interface MarkPorts {
  preferredPlan: PreferredPlan;
  paceTable: PaceTable;
  backoff: Backoff;
}

/** Pages of a table are read side by side; more do not come faster through one processor. */
const mostSegments = 16;
/** A capped scan needs no more of them than keep the cap busy: a page is 128 units. */
const unitsPerSegment = 256;

/**
 * Finds out who of the file is registered, by the cheaper plan, and marks them in the kernel's file.
 *
 * @returns how fast the table may be read
 * @throws ImportFailedError `users-source-too-slow`
 * @throws TurnMissedError
 * @throws the signal's reason, or what DynamoDB answers
 */
export const markMembers = async (
  file: Pick<FileJoin, 'ids' | 'mark' | 'readKeysAs'>,
  distinct: number,
  users: Users,
  { attempt, signal, inTurn }: Running,
  { preferredPlan, paceTable, backoff }: MarkPorts,
): Promise<Pace> => {
  const { tableName, mayScan, maxReadUnits, isOwn } = users;
  const table = await describeIfNeeded(users, distinct, signal);
  const readCap = isOwn ? undefined : (maxReadUnits ?? defaultReadCap(table));
  const plan = choosePlan({
    distinct,
    table,
    mayScan,
    maxReadUnits: readCap,
    preferred: preferredPlan,
  });
  if (plan.plan === 'too-slow')
    throw usersSourceTooSlow(plan.seconds, readCap, maxReadUnits !== undefined);
  attempt.plan = plan.plan;
  attempt.plannedUnits = plan.units;

  const pace = readCap === undefined ? unpaced : paceTable(tableName, readCap);
  const shared = { ...users, pace, meter: attempt.meter, backoff, signal };
  const units = plan.units ?? (plan.plan === 'scan' ? plan.giveUpAfter : 0);
  const seconds = units / Math.min(table.throughput, readCap ?? Number.POSITIVE_INFINITY);
  await inTurn({ tableName, seconds: Number.isFinite(seconds) ? seconds : 0 }, async () => {
    if (plan.plan === 'scan') {
      file.readKeysAs(users.keyFormat);
      const sideBySide = segmentsFor(readCap);
      const { segments = sideBySide } = users;
      const reading = await scanMembers({ segments, sideBySide }, plan.giveUpAfter, shared);
      await users.rememberReading(reading, signal);
      if (reading.isWhole) return;
      attempt.plan = 'scan-then-lookup';
    }
    await lookupMembers(file, shared);
  });
  return pace;
};

const unknownTable: UsersTable = {
  reading: undefined,
  itemBytes: 0,
  throughput: Number.POSITIVE_INFINITY,
  isProvisioned: false,
};

/** A few users are looked up in any table; only how fast that may be done has to be known. */
const describeIfNeeded = async (
  { isOwn, maxReadUnits, describeTable }: Users,
  distinct: number,
  signal: AbortSignal,
): Promise<UsersTable> => {
  const isCapKnown = isOwn || maxReadUnits !== undefined;
  const isQuick = maxReadUnits === undefined || !isTooSlowToLookUp(distinct, maxReadUnits);
  return distinct < leastToPlanFor && isCapKnown && isQuick ? unknownTable : describeTable(signal);
};

const segmentsFor = (readCap: number | undefined): number =>
  readCap === undefined
    ? mostSegments
    : Math.min(mostSegments, Math.max(1, Math.floor(readCap / unitsPerSegment)));
