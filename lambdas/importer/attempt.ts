import type { Counts } from '../shared/domain/audience-item.ts';
import type { Diagnosis } from '../shared/domain/diagnosis.ts';
import type { ImportRecord } from '../shared/domain/import-record.ts';
import type { Report } from '../shared/domain/report.ts';
import type { InTurn } from './turns/in-turn.ts';
import { createUnitMeter, type UnitMeter } from './unit-meter.ts';

/** What an import has come to know so far; its record tells it, however the import ends. */
export interface Attempt {
  counts: Partial<Counts>;
  plan?: ImportRecord['plan'];
  /** read units that the plan was expected to take, if that could be told */
  plannedUnits?: number | undefined;
  /** where several files were read together: which reading of the users it was, and how many files shared it */
  pass?: ImportRecord['pass'] | undefined;
  /** milliseconds */
  durations: ImportRecord['durations'];
  /** of its unregistered IDs, where there are many */
  diagnosis?: Diagnosis | undefined;
  /** some of its unregistered IDs, clipped: for a person who asks, and for no log */
  unregisteredSample?: readonly string[];
  /** of all of its unregistered IDs, where the project wants one */
  report?: Report | undefined;
  /** first row of the file, if it may be a column's name and is nobody's ID */
  header?: string | undefined;
  /** its project wants to hear of what goes well */
  tellsSuccess?: boolean | undefined;
  meter: UnitMeter;
  /** chunks may lie under the claimed version */
  hasWritten: boolean;
}

export const beginAttempt = (): Attempt => ({
  counts: {},
  durations: {},
  meter: createUnitMeter(),
  hasWritten: false,
});

/** An import that runs. */
export interface Running {
  attempt: Attempt;
  /** of this import alone: aborts some time before the function is stopped, and when the import has ended */
  signal: AbortSignal;
  /** milliseconds since 1970 when the signal aborts for want of time */
  deadline: number;
  inTurn: InTurn;
}
