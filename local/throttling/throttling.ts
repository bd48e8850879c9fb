import type { Direction, TableLimits } from './limits.ts';
import type { Resource } from './refusal.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { Clock } from './token-bucket.ts';

/** What happened to a request, or to one item of a batch. */
export interface ThrottlingEvent extends Resource {
  direction: Direction;
  /** that were charged; undefined: it was refused */
  units: number | undefined;
}

/** All tables of a DynamoDB. Who is in charge of it can change the limits at any time; a table begins anew then. */
export interface Throttling {
  /** Of all tables that have no limits of their own, and of their indexes. undefined: nothing is refused. */
  limitAll: (limits: TableLimits | undefined) => void;
  /** Of one table and of its indexes, each of which has as much for itself. undefined: nothing is refused. */
  limit: (table: string, limits: TableLimits | undefined) => void;
  /** Of a table, or of its index. @returns undefined: it refuses nothing */
  of: (resource: Resource) => Throttle | undefined;
}

export const createThrottling = (
  now: Clock,
  onEvent: (event: ThrottlingEvent) => void = () => undefined,
): Throttling => {
  let general: TableLimits | undefined;
  const own = new Map<string, TableLimits | undefined>();
  const throttles = new Map<string, { table: string; throttle: Throttle | undefined }>();

  const observed = (resource: Resource, throttle: Throttle): Throttle => ({
    refuse: (direction, place) => {
      const refusal = throttle.refuse(direction, place);
      if (refusal) onEvent({ ...resource, direction, units: undefined });
      return refusal;
    },
    charge: (direction, place, units) => {
      throttle.charge(direction, place, units);
      onEvent({ ...resource, direction, units });
    },
  });

  const find = (resource: Resource): Throttle | undefined => {
    const id = JSON.stringify([resource.table, resource.index]);
    const known = throttles.get(id);
    if (known) return known.throttle;
    const { table } = resource;
    const limits = own.has(table) ? own.get(table) : general;
    const throttle = limits && observed(resource, createThrottle(resource, limits, now));
    throttles.set(id, { table, throttle });
    return throttle;
  };

  return {
    limitAll: (limits) => {
      general = limits;
      for (const [id, { table }] of throttles) if (!own.has(table)) throttles.delete(id);
    },
    limit: (table, limits) => {
      own.set(table, limits);
      for (const [id, known] of throttles) if (known.table === table) throttles.delete(id);
    },
    of: find,
  };
};
