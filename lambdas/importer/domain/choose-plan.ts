import type { KnownReading } from '../../shared/domain/users-readings.ts';
import { mostSeconds } from './turn.ts';

/** How the registered users among a file's IDs are found; docs/scaling.md says when which is cheaper. */
export type Plan =
  | {
      plan: 'lookup';
      /** read units it is expected to take */
      units: number;
    }
  | {
      plan: 'scan';
      /** read units it is expected to take; undefined when it is not known */
      units: number | undefined;
      /** read units after which the scan is given up, because looking the rest up is no dearer */
      giveUpAfter: number;
    }
  | {
      plan: 'too-slow';
      /** seconds that the faster plan would take */
      seconds: number;
    };

/** What is known of the users table. */
export interface UsersTable {
  /** of all users of the project, in a customer's table of everybody in it; undefined: nothing is known */
  reading: KnownReading | undefined;
  /** of an average user's item; 0 when it is not known */
  itemBytes: number;
  /** read units a second */
  throughput: number;
  /** by its owner, and not on demand */
  isProvisioned: boolean;
}

export interface PlanQuestion {
  /** distinct IDs of the file */
  distinct: number;
  table: UsersTable;
  /** read units a second that imports may take of it between them, if that is bounded */
  maxReadUnits: number | undefined;
  mayScan: boolean;
  preferred: PreferredPlan;
}

export type PreferredPlan = 'cheaper' | 'lookup' | 'scan';

/** Fewer are looked up, whatever the table is like. */
export const leastToPlanFor = 50_000;

/** Eventually consistent. */
const bytesPerHalfUnit = 4096;
/** What a reading that was given up would have cost may be anything above; so each new try has twice as much to spend. */
const guessedFactor = 2;

/** Lookup or scan, by price; one that would take too long is out of the question. */
export const choosePlan = ({
  distinct,
  table,
  maxReadUnits = Number.POSITIVE_INFINITY,
  mayScan,
  preferred,
}: PlanQuestion): Plan => {
  const lookup = lookupUnits(distinct, table);
  const { reading } = table;
  const scan = reading?.isWhole === true ? reading.units : undefined;
  const lookupPlan: Plan = { plan: 'lookup', units: lookup };
  const scanPlan = (giveUpAfter: number): Plan => ({ plan: 'scan', units: scan, giveUpAfter });

  if (preferred === 'scan' && mayScan) return scanPlan(Number.POSITIVE_INFINITY);
  if (preferred === 'lookup') return lookupPlan;

  // Whoever else reads the table makes it slower, and no plan wrong.
  const throughput = Math.min(table.throughput, maxReadUnits);
  const lookupSeconds = lookup / throughput;
  const scanSeconds = mayScan ? (reading?.units ?? 0) / throughput : Number.POSITIVE_INFINITY;
  const canLookup = lookupSeconds <= mostSeconds;
  const canScan = scanSeconds <= mostSeconds;
  if (!canLookup && !canScan)
    return { plan: 'too-slow', seconds: Math.min(lookupSeconds, scanSeconds) };
  if (!canScan || (canLookup && distinct < leastToPlanFor)) return lookupPlan;
  if (!canLookup) return scanPlan(Number.POSITIVE_INFINITY);
  return expectedUnits(reading) <= lookup ? scanPlan(lookup) : lookupPlan;
};

/** Who knows nothing tries. */
const expectedUnits = (reading: KnownReading | undefined): number =>
  reading === undefined ? 0 : reading.units * (reading.isWhole ? 1 : guessedFactor);

/** @param readCap read units a second */
export const isTooSlowToLookUp = (distinct: number, readCap: number): boolean =>
  (distinct * 0.5) / readCap > mostSeconds;

/** Half a unit for each 4 KB of an item; somebody who is not there costs as much as the smallest. */
const lookupUnits = (distinct: number, { itemBytes }: UsersTable): number =>
  distinct * 0.5 * Math.max(1, Math.ceil(itemBytes / bytesPerHalfUnit));
