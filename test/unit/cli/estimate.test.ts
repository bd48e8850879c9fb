import { describe, expect, it } from '@jest/globals';
import { createSum, ofMonth } from '../../../bin/cli/estimate/add-up-imports.ts';
import { costsAtRest } from '../../../bin/cli/estimate/costs-at-rest.ts';
import { costKeys, viewEstimate } from '../../../bin/cli/estimate/estimate-view.ts';
import { costsOfExample, examples } from '../../../docs/generate/cost-examples.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { unitPrices } from '../../../lambdas/shared/domain/prices.ts';

const day = 24 * 60 * 60 * 1000;
const now = 1_800_000_000_000;

const aRecord = (daysAgo: number, more: Partial<ImportRecord> = {}): ImportRecord => ({
  audience: 'shop/vip.csv',
  importId: 'i1',
  etag: 'e1',
  size: 10,
  startedAt: now - daysAgo * day,
  endedAt: now - daysAgo * day + 1000,
  outcome: 'published',
  readUnits: 100,
  writeUnits: 40,
  durations: { read: 500, join: 1000, write: 500 },
  expiresAt: 2_000_000_000,
  ...more,
});

const sumOf = (...records: ImportRecord[]) => {
  const sum = createSum(now);
  const taken = records.map((record) => sum.add(record));
  return { taken, ...sum.observed() };
};

describe('the records of the last 30 days', () => {
  it('are added up, and what is older ends them', () => {
    expect(sumOf(aRecord(1), aRecord(29, { outcome: 'rejected' }), aRecord(31))).toEqual({
      taken: [true, true, false],
      days: 30,
      imports: 2,
      readUnits: 200,
      writeUnits: 80,
      seconds: 4,
      mails: 1,
    });
  });

  it('stand for a month where the first import was later, but not those of a morning', () => {
    expect(sumOf(aRecord(1), aRecord(6))).toMatchObject({ days: 6, imports: 2 });
    expect(ofMonth(sumOf(aRecord(1), aRecord(6)))).toEqual({
      imports: 10,
      readUnits: 1000,
      writeUnits: 400,
      seconds: 20,
      mails: 0,
    });
    expect(sumOf(aRecord(0.1)).days).toBe(1);
    expect(sumOf()).toMatchObject({ days: 1, imports: 0 });
  });
});

describe('an estimate', () => {
  const observed = { ...sumOf(aRecord(1), aRecord(31)), readUnits: 1e6, writeUnits: 1e6 };
  const question = { projectId: undefined, observed, audiences: 10, itemBytes: undefined };
  const stack = { projects: 1, stored: { tables: 2e9, restorable: 1e9 } };
  const dollarsOf = (region: string): Record<string, number> => {
    const { items } = viewEstimate({ ...question, region, stack });
    return Object.fromEntries(items.map(({ what, dollars }) => [what, dollars]));
  };

  it('has the prices of the region, and says which they are', () => {
    expect(dollarsOf('us-east-1')).toMatchObject({
      users: 0.125,
      members: 0.625,
      collecting: 0.65625,
    });
    expect(dollarsOf('eu-central-1')).toMatchObject({ users: 0.1525, members: 0.7625 });
    const view = viewEstimate({ ...question, region: 'eu-central-1', stack });
    expect([view.region, view.asOf]).toEqual(['eu-central-1', '2026-09']);
    expect(viewEstimate({ ...question, region: 'mars-1', stack }).region).toBe('us-east-1');
  });

  it('has all that a stack costs, and of one project only what its imports do', () => {
    const whole = viewEstimate({ ...question, region: 'us-east-1', stack });
    expect(whole.items.map(({ what }) => what)).toEqual([...costKeys]);
    expect(whole.items).toContainEqual({ what: 'storage', dollars: 0.5 });
    expect(whole.items).toContainEqual({ what: 'backups', dollars: 0.2 });
    expect(whole.dollars).toBeCloseTo(
      whole.items.reduce((sum, { dollars }) => sum + dollars, 0),
      10,
    );
    const rest = costsAtRest({ projects: 1, files: 10 }, unitPrices['us-east-1']);
    expect(whole.items).toContainEqual({ what: 'looks', dollars: rest.looks });
    const one = viewEstimate({ ...question, region: 'us-east-1', stack: undefined });
    expect(one.items.map(({ what }) => what)).not.toContain('alarms');
  });

  it('is larger where items are: each write is billed by the size', () => {
    const bookkeeping = (itemBytes: number): number =>
      viewEstimate({ ...question, region: 'us-east-1', stack: undefined, itemBytes }).items.find(
        ({ what }) => what === 'bookkeeping',
      )!.dollars;
    expect(bookkeeping(40_000)).toBeGreaterThan(10 * bookkeeping(2_000));
  });
});

describe('the worked examples', () => {
  it('cost a night what docs/scaling.md says: $0.26', () => {
    const { users = 0, members = 0, collecting = 0 } = costsOfExample(examples[1]!);
    const night = (users + members + collecting) / 30;
    expect(night).toBeGreaterThan(0.26 * 0.85);
    expect(night).toBeLessThan(0.26 * 1.05);
  });

  it('are of all that an estimate has', () => {
    for (const example of examples)
      expect(Object.keys(costsOfExample(example)).sort()).toEqual([...costKeys].sort());
  });
});

describe('what the stack costs by itself', () => {
  it('has the look at all projects for digests, every hour', () => {
    const looks = (projects: number): number =>
      costsAtRest({ projects, files: 0 }, { readUnit: 1, writeUnit: 0 }).looks;
    // 1,000 projects of 110 bytes are 27 units, and their audiences one each, for the collector.
    expect(looks(1000) - looks(1)).toBe(720 * (27 - 1) * 2 + 720 * 999);
  });
});
