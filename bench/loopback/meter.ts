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
}

/** What all tables of a server consumed since the last reset. */
export class Meter {
  usage: Usage = none();

  reset(): void {
    this.usage = none();
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
  ...{ calls: 0, readUnits: 0, writeUnits: 0 },
  ...{ gets: 0, getsAtHalfUnit: 0 },
});
