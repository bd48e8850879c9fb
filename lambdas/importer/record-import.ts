import type { SaveRecord } from '../shared/adapters/save-record.ts';
import type { ClaimedImport } from '../shared/claims/ports.ts';
import { expiryAttribute, importRecordRetentionSeconds } from '../shared/contract.ts';
import { clipText } from '../shared/domain/clip-text.ts';
import { type ImportRecord, recordPartition } from '../shared/domain/import-record.ts';
import { costOf } from '../shared/domain/prices.ts';
import type { Now } from '../shared/ports.ts';
import type { Attempt } from './attempt.ts';
import type { ImportResult } from './import-result.ts';

/** An attempt that had a claim, and how it ended. */
export interface BegunImport {
  claimed: ClaimedImport;
  /** milliseconds since 1970 */
  startedAt: number;
  attempt: Attempt;
}

/** `interrupted`: something failed for now; its message has to come back */
export type Ending = ImportResult | { result: 'interrupted'; error: unknown };

export type RecordImport = (begun: BegunImport, ending: Ending) => Promise<void>;

export interface RecordImportPorts {
  saveRecord: SaveRecord;
  /** The import has ended and cannot be undone: a record that is lost must not make it fail. */
  onRecordLost: (error: unknown) => void;
  /** of the tables: what its units cost */
  region: string;
  now: Now;
}

export const createRecordImport =
  ({ saveRecord, onRecordLost, region, now }: RecordImportPorts): RecordImport =>
  async (begun, ending) => {
    try {
      await saveRecord(toRecord(begun, ending, now(), region));
    } catch (error) {
      onRecordLost(error);
    }
  };

const toRecord = (
  { claimed, startedAt, attempt }: BegunImport,
  ending: Ending,
  endedAt: number,
  region: string,
): ImportRecord => {
  const { importId, projectId, fileName, object, etag, size, isRematch } = claimed;
  const {
    counts,
    plan,
    plannedUnits,
    pass,
    durations,
    meter,
    diagnosis,
    unregisteredSample = [],
    report,
  } = attempt;
  return {
    importId,
    etag,
    size,
    startedAt,
    endedAt,
    durations,
    ...meter,
    cost: costOf(meter, region),
    audience: recordPartition(projectId, fileName),
    ...(object !== fileName && { object }),
    ...(isRematch && { trigger: 'rematch' as const }),
    ...(Object.keys(counts).length > 0 && { counts }),
    ...(plan && { plan }),
    ...(plannedUnits !== undefined && { plannedUnits }),
    ...(pass && { pass }),
    ...(diagnosis && { diagnosis }),
    ...(unregisteredSample.length > 0 && { unregisteredSample: [...unregisteredSample] }),
    ...(report && { report }),
    ...describe(ending),
    [expiryAttribute]: Math.ceil(endedAt / 1000) + importRecordRetentionSeconds,
  };
};

const describe = (
  ending: Ending,
): Pick<ImportRecord, 'outcome' | 'cause' | 'message' | 'explanation' | 'row' | 'version'> => {
  switch (ending.result) {
    case 'published':
      return { outcome: ending.unchanged ? 'unchanged' : 'published', version: ending.version };
    case 'held':
    case 'rejected':
    case 'failed': {
      const { cause, message, explanation, row } = ending.failure;
      return {
        ...('version' in ending && { version: ending.version }),
        outcome: ending.result,
        cause,
        message: clipText(message),
        ...(explanation && { explanation }),
        ...(row !== undefined && { row }),
      };
    }
    case 'interrupted':
      return { outcome: 'interrupted', cause: nameOf(ending.error) };
    case 'released':
    case 'dropped':
      return { outcome: 'released', cause: ending.why };
  }
};

/** AWS's codes are names of a few words. */
const mostNameBytes = 200;

/** Not its message: that may be anything, and a record is for people. The log has it. */
const nameOf = (error: unknown): string =>
  error instanceof Error ? clipText(error.name, mostNameBytes) : 'unknown';
