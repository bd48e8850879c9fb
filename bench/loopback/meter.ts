import type { Direction } from '../../local/throttling/limits.ts';
import type { ThrottlingEvent } from '../../local/throttling/throttling.ts';

/** Request units of an eventually consistent read take half of what a consistent one takes. */
export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

export interface Usage {
  calls: number;
  readUnits: number;
  writeUnits: number;
  /** GetItem calls, and those among them that took half a unit */
  gets: number;
  getsAtHalfUnit: number;
  /** of tables that have limits: second by second since the last reset */
  limited: Record<string, Record<Direction, Second[]>>;
}

/** What a table took, in units, and refused, in requests and items of batches. */
export interface Second {
  granted: number;
  refused: number;
}

/** What all tables of a server consumed since the last reset. */
export class Meter {
  usage: Usage = none();
  readonly #now: () => number;
  #resetAt: number;

  /** @param now in milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#resetAt = now();
  }

  reset(): void {
    this.usage = none();
    this.#resetAt = this.#now();
  }

  limited({ table, direction, units }: ThrottlingEvent): void {
    const seconds = (this.usage.limited[table] ??= { read: [], write: [] })[direction];
    const second = Math.floor((this.#now() - this.#resetAt) / 1000);
    while (seconds.length <= second) seconds.push({ granted: 0, refused: 0 });
    const current = seconds[second];
    if (!current) return;
    if (units === undefined) current.refused += 1;
    else current.granted += units;
  }

  read(units: number): number {
    this.usage.calls += 1;
    this.usage.readUnits += units;
    return units;
  }

  get(units: number): number {
    this.usage.gets += 1;
    if (units === 0.5) this.usage.getsAtHalfUnit += 1;
    return this.read(units);
  }

  write(units: number): number {
    this.usage.calls += 1;
    this.usage.writeUnits += units;
    return units;
  }
}

const none = (): Usage => ({
  calls: 0,
  readUnits: 0,
  writeUnits: 0,
  gets: 0,
  getsAtHalfUnit: 0,
  limited: {},
});
