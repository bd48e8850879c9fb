import { describe, expect, it } from '@jest/globals';
import {
  choosePlan,
  type PlanQuestion,
  type UsersTable,
} from '../../../lambdas/importer/domain/choose-plan.ts';

const megabyte = 1_000_000;
const never = Number.POSITIVE_INFINITY;

const tableOf = (items: number, itemBytes: number, throughput = 12_000): UsersTable => ({
  reading: items > 0 ? { units: (items * itemBytes) / 8192, isWhole: true } : undefined,
  itemBytes,
  throughput,
  isProvisioned: false,
});

const ask = (distinct: number, table: UsersTable, more: Partial<PlanQuestion> = {}) =>
  choosePlan({
    distinct,
    table,
    maxReadUnits: undefined,
    mayScan: true,
    preferred: 'cheaper',
    ...more,
  });

const unknown = tableOf(0, 0);
const givenUpAfter = (units: number): UsersTable => ({
  ...unknown,
  reading: { units, isWhole: false },
});
const twentyMillion = tableOf(20 * megabyte, 100);

describe('the plan', () => {
  it.each<[string, ReturnType<typeof ask>, ReturnType<typeof ask>]>([
    [
      'few IDs are looked up, however small the table',
      ask(49_999, tableOf(10, 100)),
      { plan: 'lookup', units: 24_999.5 },
    ],
    [
      'a large file scans a table that costs less',
      ask(16 * megabyte, twentyMillion),
      { plan: 'scan', units: 244_140.625, giveUpAfter: never },
    ],
    [
      'it gives the scan up when looking up would have cost as much',
      ask(megabyte, twentyMillion),
      { plan: 'scan', units: 244_140.625, giveUpAfter: 500_000 },
    ],
    [
      'a smaller file looks its IDs up in the same table',
      ask(400_000, twentyMillion),
      { plan: 'lookup', units: 200_000 },
    ],
    [
      'items of more than 4 KB make lookups dearer',
      ask(100_000, tableOf(100_000, 9000)),
      { plan: 'scan', units: 109_863.28125, giveUpAfter: 150_000 },
    ],
    [
      'a table of unknown size is scanned until lookups would have cost as much',
      ask(60_000, unknown),
      { plan: 'scan', units: undefined, giveUpAfter: 30_000 },
    ],
    [
      'one that was given up is not tried again with as much',
      ask(60_000, givenUpAfter(30_000)),
      { plan: 'lookup', units: 30_000 },
    ],
    [
      'nor with a little more',
      ask(119_998, givenUpAfter(30_000)),
      { plan: 'lookup', units: 59_999 },
    ],
    [
      'but with twice as much',
      ask(120_000, givenUpAfter(30_000)),
      { plan: 'scan', units: undefined, giveUpAfter: 60_000 },
    ],
    [
      'or if lookups would take too long',
      ask(16 * megabyte, givenUpAfter(7_000_000)),
      { plan: 'scan', units: undefined, giveUpAfter: never },
    ],
    [
      'to the end if lookups would take too long',
      ask(16 * megabyte, unknown),
      { plan: 'scan', units: undefined, giveUpAfter: never },
    ],
    [
      "a customer's table without a cap is only looked up in",
      ask(megabyte, twentyMillion, { mayScan: false }),
      { plan: 'lookup', units: 500_000 },
    ],
    [
      'and that may take too long',
      ask(16 * megabyte, twentyMillion, { mayScan: false }),
      { plan: 'too-slow', seconds: 8_000_000 / 12_000 },
    ],
    [
      'a cap that is too low for either plan',
      ask(megabyte, twentyMillion, { maxReadUnits: 100 }),
      { plan: 'too-slow', seconds: 2441.40625 },
    ],
    [
      'lookup can be preferred',
      ask(16 * megabyte, twentyMillion, { preferred: 'lookup' }),
      { plan: 'lookup', units: 8_000_000 },
    ],
    [
      'scan can be preferred',
      ask(1, twentyMillion, { preferred: 'scan' }),
      { plan: 'scan', units: 244_140.625, giveUpAfter: never },
    ],
    [
      'but not where the customer does not allow it',
      ask(1, twentyMillion, { preferred: 'scan', mayScan: false }),
      { plan: 'lookup', units: 0.5 },
    ],
  ])('%s', (_, plan, expected) => {
    expect(plan).toEqual(expected);
  });
});
