import { describe, expect, it } from '@jest/globals';
import {
  newOnDemandTable,
  provisionedTable,
  type Direction,
  type TableLimits,
} from '../../../local/throttling/limits.ts';
import { createThrottling, type ThrottlingEvent } from '../../../local/throttling/throttling.ts';
import type { Throttle } from '../../../local/throttling/throttle.ts';

const minute = 60_000;

/** A table with a clock that stands where the test puts it. */
const throttled = (limits: TableLimits, index?: string) => {
  const clock = { time: 0 };
  const events: ThrottlingEvent[] = [];
  const throttling = createThrottling(
    () => clock.time,
    (event) => events.push(event),
  );
  throttling.limitAll(limits);
  return { clock, events, throttling, throttle: throttling.of({ table: 'users', index })! };
};

/** Asks for so much a second by 100 calls, evenly over the keys. @returns what it gets a second */
const drive = (
  { clock, throttle }: { clock: { time: number }; throttle: Throttle },
  direction: Direction,
  { perSecond, seconds, places = 64 }: { perSecond: number; seconds: number; places?: number },
): number => {
  let taken = 0;
  for (let call = 0; call < seconds * 100; call += 1) {
    clock.time += 10;
    const place = (call % places) / places;
    if (throttle.refuse(direction, place)) continue;
    throttle.charge(direction, place, perSecond / 100);
    taken += perSecond / 100;
  }
  return taken / seconds;
};

describe('the units of a table', () => {
  it('are what is used over time, whatever a request uses', () => {
    const { clock, throttle } = throttled(
      provisionedTable({ read: 400, write: 100 }, { burstSeconds: 1 }),
    );
    let used = 0;
    for (let step = 0; step < 600; step += 1) {
      clock.time += 100;
      if (throttle.refuse('read', 0)) continue;
      throttle.charge('read', 0, 128);
      used += 128;
    }
    expect(used / 60).toBeGreaterThan(395);
    expect(used / 60).toBeLessThan(412);
  });

  it('may be overdrawn by the request that is taken last, and are paid back before the next', () => {
    const { clock, throttle } = throttled(
      provisionedTable({ read: 100, write: 1 }, { burstSeconds: 1 }),
    );
    expect(throttle.refuse('read', 0)).toBeUndefined();
    throttle.charge('read', 0, 300);
    clock.time = 1999;
    expect(throttle.refuse('read', 0)).toBeDefined();
    clock.time = 2001;
    expect(throttle.refuse('read', 0)).toBeUndefined();
  });

  it('are of reads and of writes', () => {
    const { throttle } = throttled(provisionedTable({ read: 1, write: 1 }));
    throttle.charge('read', 0, 5);
    expect(throttle.refuse('read', 0)).toBeDefined();
    expect(throttle.refuse('write', 0)).toBeUndefined();
  });

  it('are kept for five minutes when nobody uses them', () => {
    const table = throttled(provisionedTable({ read: 100, write: 100 }));
    table.clock.time = 60 * minute;
    // 300 seconds of unused units, beside what flows in.
    expect(drive(table, 'read', { perSecond: 2500, seconds: 60 })).toBeCloseTo(600, -1);
  });

  it('are not kept where there is no burst', () => {
    const table = throttled(provisionedTable({ read: 100, write: 100 }, { burstSeconds: 1 }));
    table.clock.time = 60 * minute;
    expect(drive(table, 'read', { perSecond: 2500, seconds: 60 })).toBeCloseTo(102, -1);
  });
});

describe('a new table on demand', () => {
  it('takes 12,000 read and 4,000 write units a second of keys that are spread', () => {
    const read = throttled(newOnDemandTable);
    expect(drive(read, 'read', { perSecond: 30_000, seconds: 60 })).toBeCloseTo(12_000, -3);
    const written = throttled(newOnDemandTable);
    expect(drive(written, 'write', { perSecond: 10_000, seconds: 60 })).toBeCloseTo(4000, -3);
  });

  it('takes 3,000 and 1,000 of keys in one partition', () => {
    const hot = { seconds: 60, places: 1 };
    expect(drive(throttled(newOnDemandTable), 'read', { perSecond: 30_000, ...hot })).toBeCloseTo(
      3000,
      -3,
    );
    expect(drive(throttled(newOnDemandTable), 'write', { perSecond: 10_000, ...hot })).toBeCloseTo(
      1000,
      -2,
    );
  });

  it('takes double its peak when that is 30 minutes old, and no sooner', () => {
    const table = throttled(newOnDemandTable);
    const minuteOf = (perSecond: number): number =>
      drive(table, 'write', { perSecond, seconds: 60 });
    for (let passed = 0; passed < 30; passed += 1) expect(minuteOf(10_000)).toBeLessThan(4200);
    minuteOf(0);
    expect(minuteOf(10_000)).toBeCloseTo(8000, -3);
  });
});

describe('what is refused', () => {
  const refusalBy = (limits: TableLimits, direction: Direction, place: number, index?: string) => {
    const { throttle } = throttled(limits, index);
    throttle.charge(direction, 0, 3500);
    return throttle.refuse(direction, place);
  };

  it('by a provisioned table says so', () => {
    expect(refusalBy(provisionedTable({ read: 10, write: 10 }), 'read', 0)).toEqual({
      name: 'ProvisionedThroughputExceededException',
      message:
        'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
      details: {
        ThrottlingReasons: [
          {
            reason: 'TableReadProvisionedThroughputExceeded',
            resource: 'arn:aws:dynamodb:eu-west-1:000000000000:table/users',
          },
        ],
      },
    });
  });

  it('by an index names it', () => {
    const refusal = refusalBy(provisionedTable({ read: 10, write: 10 }), 'write', 0, 'pending');
    expect(refusal?.message).toContain('one or more global secondary indexes');
    expect(refusal?.details).toEqual({
      ThrottlingReasons: [
        {
          reason: 'IndexWriteProvisionedThroughputExceeded',
          resource: 'arn:aws:dynamodb:eu-west-1:000000000000:table/users/index/pending',
        },
      ],
    });
  });

  it('by a partition on demand is ThrottlingException for a write, and the other one for a read', () => {
    const write = refusalBy(newOnDemandTable, 'write', 0.1);
    expect(write?.name).toBe('ThrottlingException');
    expect(write?.message).toMatch(
      /^Throughput exceeds the current capacity of your table or index/,
    );
    expect(write?.details.throttlingReasons).toMatchObject([
      { reason: 'TableWriteKeyRangeThroughputExceeded' },
    ]);
    expect(refusalBy(newOnDemandTable, 'read', 0.1)?.name).toBe(
      'ProvisionedThroughputExceededException',
    );
    expect(refusalBy(newOnDemandTable, 'read', 0.3)).toBeUndefined();
  });

  it('by a table on demand is ThrottlingException', () => {
    const { throttle } = throttled(newOnDemandTable);
    for (const place of [0, 0.3, 0.6, 0.9]) throttle.charge('read', place, 3001);
    expect(throttle.refuse('read', 0)?.name).toBe('ThrottlingException');
  });
});

describe('who is in charge of a DynamoDB', () => {
  const few = provisionedTable({ read: 1, write: 1 });
  const isRefused = (throttle: Throttle | undefined): boolean => {
    throttle?.charge('read', 0, 5);
    return throttle?.refuse('read', 0) !== undefined;
  };

  it('limits all tables or one of them, and lifts it again', () => {
    const throttling = createThrottling(() => 0);
    const tables = (): boolean[] => ['a', 'b'].map((table) => isRefused(throttling.of({ table })));
    expect(tables()).toEqual([false, false]);
    throttling.limit('a', few);
    expect(tables()).toEqual([true, false]);
    throttling.limitAll(few);
    expect(tables()).toEqual([true, true]);
    throttling.limit('a', undefined);
    expect(tables()).toEqual([false, true]);
    throttling.limitAll(undefined);
    expect(tables()).toEqual([false, false]);
  });

  it('gives an index units of its own', () => {
    const { throttling } = throttled(few);
    expect(isRefused(throttling.of({ table: 'users' }))).toBe(true);
    expect(throttling.of({ table: 'users', index: 'i' })?.refuse('read', 0)).toBeUndefined();
  });

  it('hears of what was taken and what was refused', () => {
    const { throttle, events } = throttled(few);
    throttle.charge('read', 0, 5);
    throttle.refuse('read', 0);
    expect(events).toEqual([
      { table: 'users', index: undefined, direction: 'read', units: 5 },
      { table: 'users', index: undefined, direction: 'read', units: undefined },
    ]);
  });
});
