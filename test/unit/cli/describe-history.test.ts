import { expect, it } from '@jest/globals';
import { describeHistory } from '../../../bin/cli/import/describe-history.ts';
import { plainPage } from '../../../bin/cli/terminal/page.ts';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { viewImport } from '../../../lambdas/shared/domain/import-view.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';

const record: ImportRecord = {
  ...{ audience: 'shop/vip.csv', importId: 'i1', etag: 'e1', size: 10, outcome: 'published' },
  counts: {
    ...{ rows: 1_250_000, blank: 0, duplicates: 0, unregistered: 3, members: 1_249_997 },
    ...{ added: 60_000, removed: 12 },
  },
  ...{ startedAt: 0, endedAt: 1_500, durations: {}, readUnits: 8, writeUnits: 0, expiresAt: 1 },
};
const linesOf = (records: readonly ImportRecord[], region: string): string[] =>
  describeHistory(
    records.map((each) => viewImport('shop', each, region)),
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
