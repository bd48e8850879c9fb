import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { toCsv } from '../../../../lambdas/importer/reports/to-csv.ts';

const csvOf = (ids: readonly string[]): string =>
  toCsv(Buffer.concat(ids.flatMap((id) => [Buffer.from(id), Buffer.of(0xff)]))).toString('utf8');

describe('unregistered IDs as CSV', () => {
  it.each([
    ['user-1', 'user-1'],
    ['é', 'é'],
    [' a b ', ' a b '],
    ['a,b', '"a,b"'],
    ['say "a"', '"say ""a"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['\ta', "'\ta"],
    ['\ra', '"\'\ra"'],
    ['=HYPERLINK("http://a")', '"\'=HYPERLINK(""http://a"")"'],
    ['a=1', 'a=1'],
    ["'a", "'a"],
  ])('%j is written as %j', (id, row) => {
    expect(csvOf([id, 'next'])).toBe(`${row}\r\nnext\r\n`);
  });

  it('are read again by others, each in a row of its own, and none is a formula', () => {
    const id = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a'),
        minLength: 1,
      }),
    );
    fc.assert(
      fc.property(fc.array(id, { minLength: 1 }), (ids) => {
        const rows = parse(csvOf(ids), { record_delimiter: '\r\n' }).map(([cell]) => cell);
        expect(rows).toEqual(ids.map((each) => (/^[=+\-@\t\r]/.test(each) ? `'${each}` : each)));
      }),
    );
  });
});
