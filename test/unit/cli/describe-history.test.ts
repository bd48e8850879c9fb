import { describe, expect, it } from '@jest/globals';
import { describeHistory } from '../../../bin/cli/import/describe-history.ts';
import { viewHistory } from '../../../bin/cli/import/history-view.ts';
import { plainPage } from '../../../bin/cli/terminal/page.ts';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { viewImport } from '../../../lambdas/shared/domain/import-view.ts';
import type { Decision } from '../../../lambdas/shared/domain/decision.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';

const record: ImportRecord = {
  audience: 'shop/vip.csv',
  importId: 'i1',
  etag: 'e1',
  size: 10,
  outcome: 'published',
  counts: {
    rows: 1_250_000,
    blank: 0,
    duplicates: 0,
    unregistered: 3,
    members: 1_249_997,
    added: 60_000,
    removed: 12,
  },
  startedAt: 0,
  endedAt: 1_500,
  durations: {},
  readUnits: 8,
  writeUnits: 0,
  expiresAt: 1,
};
const linesOf = (records: readonly ImportRecord[], region: string): string[] =>
  describeHistory(
    records.map((each) => ({ ...viewImport('shop', each, region), decisions: [] })),
    region,
    plainPage,
    cliTexts.en,
  ).split('\n');

it('says change, rate and cost as people read them', () => {
  expect(linesOf([record], 'us-west-2')[1]!.split(/ {2,}/)).toEqual([
    ...['1970-01-01T00:00:00.000Z', 'vip', 'published', '-', '1,250,000', '1,249,997'],
    ...['+60,000 -12', '99.9 %', '1.5', '$0.000001', '-'],
  ]);
});

it('leaves out what is not known', () => {
  const unread = { ...record, counts: { members: 1_249_997, unregistered: 3 } };
  expect(linesOf([unread], 'us-west-2')[1]).toMatch(/ 1,249,997 +- +99.9 % /);
  expect(linesOf([{ ...record, counts: { rows: 3 } }], 'us-west-2')[1]).toMatch(/ 3 +- +- +- +1.5/);
});

it('names each price list once, and the region that has none', () => {
  const cost = { dollars: 1.5, region: 'us-east-1', asOf: '2025-03' };
  const lines = linesOf([{ ...record, cost }, record, record], 'me-central-9');
  expect(lines[1]).toContain(' $1.50 ');
  expect(lines.at(-1)).toBe(
    'COST is what DynamoDB takes for the read and write units, by the prices of us-east-1 in 2025-03, as there are none ' +
      'of me-central-9, and by the prices of us-east-1 in 2026-11, as there are none of me-central-9.',
  );
});

describe('decisions', () => {
  const started = (startedAt: number, file = 'vip.csv'): ImportRecord => ({
    ...record,
    startedAt,
    endedAt: startedAt + 10,
    audience: `shop/${file}`,
  });
  const decided = (at: number, action: Decision['action']): Decision => ({
    audience: '#decisions/shop/vip.csv',
    importId: `d${at}`,
    action,
    at,
    expiresAt: 1,
    before: { version: 2, members: 0 },
    after: { version: 1, members: 1_234 },
    by: { via: 'screen', request: 'r' },
  });
  const readDecisions = (_: string, file: string) =>
    Promise.resolve(
      file === 'vip.csv'
        ? [decided(5_000, 'rollback'), decided(2_500, 'retry'), decided(500, 'delete')]
        : [],
    );
  const view = () =>
    viewHistory(
      'shop',
      [started(4_000), started(3_000, 'gold.csv'), started(2_000), started(1_000)],
      'us-east-1',
      { readDecisions },
    );

  it('stand with the import that they came after', async () => {
    const views = await view();
    expect(views.map(({ decisions }) => decisions.map(({ action }) => action))).toEqual([
      ...[['rollback'], [], ['retry'], []],
    ]);
    expect(views[0]!.decisions).toEqual([
      {
        action: 'rollback',
        at: '1970-01-01T00:00:05.000Z',
        before: { version: 2, members: 0 },
        after: { version: 1, members: 1_234 },
        by: { via: 'screen', request: 'r' },
      },
    ]);
  });

  it('are lines between those of imports, by time', async () => {
    const lines = describeHistory(await view(), 'us-east-1', plainPage, cliTexts.en).split('\n');
    const cells = lines.slice(1, 7).map((line) => line.split(/ {2,}/).slice(1, 4).join(' '));
    expect(cells).toEqual([
      ...['vip rollback screen', 'vip published -', 'gold published -'],
      ...['vip retry screen', 'vip published -', 'vip published -'],
    ]);
    expect(lines[1]).toContain(' 1,234 ');
  });
});
