import { createGrowth } from './growth.ts';
import { type Direction, partitionUnits, type TableLimits, type Units } from './limits.ts';
import { type Refusal, refusalOf, type Resource } from './refusal.ts';
import { type Clock, createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** What stands between requests and a table, or one of its indexes. */
export interface Throttle {
  /**
   * Before a request is served. Nothing is charged.
   *
   * @param place of the partition key, in [0, 1): where its hash lies
   * @returns undefined: the request is taken
   */
  refuse: (direction: Direction, place: number) => Refusal | undefined;
  /** Afterwards, with what it has used. */
  charge: (direction: Direction, place: number, units: number) => void;
}

interface Buckets {
  table: TokenBucket;
  partitions: readonly TokenBucket[];
}

/**
 * Every partition has its own limits, and the table has its own above them. A request is taken while both have tokens.
 *
 * Assumed, as AWS does not say: a partition keeps what it did not use for one second; only the table has a burst. Reads and
 * writes of a partition do not share its throughput. A table splits all of its partitions at once when it grows.
 */
export const createThrottle = (resource: Resource, limits: TableLimits, now: Clock): Throttle => {
  const growth = limits.grows ? createGrowth(limits.units, now) : undefined;
  const create = (direction: Direction, units: number, partitions: number): Buckets => ({
    table: createTokenBucket(units, limits.burstSeconds, now),
    partitions: Array.from({ length: partitions }, () =>
      createTokenBucket(partitionUnits[direction], 1, now),
    ),
  });
  const createAll = (units: Units, partitions: number): Record<Direction, Buckets> => ({
    read: create('read', units.read, partitions),
    write: create('write', units.write, partitions),
  });

  let units: Units = { ...limits.units };
  let { partitions } = limits;
  let buckets = createAll(units, partitions);

  const grow = (): void => {
    const current = growth?.current();
    if (!current || (current.read === units.read && current.write === units.write)) return;
    units = { ...current };
    while (
      partitions * partitionUnits.read < units.read ||
      partitions * partitionUnits.write < units.write
    )
      partitions *= 2;
    buckets = createAll(units, partitions);
  };

  const partitionAt = (direction: Direction, place: number): TokenBucket | undefined =>
    buckets[direction].partitions[Math.min(partitions - 1, Math.floor(place * partitions))];

  return {
    refuse: (direction, place) => {
      grow();
      const refused = (by: 'table' | 'partition'): Refusal =>
        refusalOf(resource, direction, limits.billing, by);
      if (!buckets[direction].table.hasTokens()) return refused('table');
      return partitionAt(direction, place)?.hasTokens() ? undefined : refused('partition');
    },
    charge: (direction, place, used) => {
      growth?.record(direction, used);
      buckets[direction].table.charge(used);
      partitionAt(direction, place)?.charge(used);
    },
  };
};
