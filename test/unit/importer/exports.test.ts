import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../docs/generate/exporters/exporter.ts';
import { exporters } from '../../../docs/generate/exporters/exporters.ts';
import { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { diagnoseFile } from '../../support/diagnose.ts';

const root = new URL('../../fixtures/exports/', import.meta.url);
type List = 'hard' | 'num';
const nameOf = (file: string): string => file.replace(/\.csv$/, '');
const filesOf = (list: List): string[] => readdirSync(new URL(`${list}/`, root)).map(nameOf);

const withCr = 'cr\rin';
const withBlank = ' lead';
const hard = [
  ...[
    '0001',
    'user-1',
    '1234567890123456789',
    'a,b',
    'a"b',
    'a b',
    withBlank,
    'back\\slash',
    '日本',
  ],
  ...[withCr, '=1+1', "'quoted'", '#hash', '-dash'],
];
const numbers = ['100200301', '100200302', '100200303', '1234567890123456789'];
const zeros = ['0001', '0002', '0137'];
const round = ['100000', '200000', '123456', '300000'];
const mixed = ['0001', '0002', '123456789012', '1234567890123456789', '1-2', '3/4', 'TRUE', '12e3'];

/** These explain nobody who is missing. */
const harmless: readonly string[] = ['header', 'missing-value', 'unmatchable'];

/** @param meant who is on the list */
const importFile = async (path: string, meant: readonly string[]): Promise<Outcome> => {
  const content = readFileSync(new URL(`${path}.csv`, root));
  try {
    const { members, diagnosis } = await diagnoseFile(content, meant);
    const lost = meant.filter((id) => !members.includes(id));
    if (lost.length === 0) return 'all';
    const kinds = (diagnosis?.findings ?? []).map(({ kind }) => kind);
    const why = kinds.find((kind) => !harmless.includes(kind));
    if (why !== undefined) return why;
    if (lost.includes(withBlank)) return 'blank';
    return lost.every((id) => id === withCr) ? 'cr' : `nothing, of ${lost.join()}`;
  } catch (error) {
    if (error instanceof FileRejectedError) return error.reason;
    throw error;
  }
};

/** Lists of their own, or calls that nobody makes by default. */
const others: readonly (readonly [path: string, meant: readonly string[], outcome: Outcome])[] = [
  ['hard/R-write.csv-quoteF-naempty', hard, 'several-columns'],
  ['num/R-write.csv-quoteF-naempty', numbers, 'rounded'],
  ['hard/csv-stringify-bigint', hard, 'all'],
  ['num/csv-stringify-bigint', numbers, 'all'],
  ['hard/mariadb-outfile-escapedquote', hard, 'broken-quote'],
  ['hard/mariadb-outfile-noescape', hard, 'broken-quote'],
  ['hard/perl-nobinary-say', hard, 'cr'],
  ['num/perl-nobinary-say', numbers, 'all'],
  ['num/R-fread-fwrite', ['1234567890123456789', '1234567890123456780'], 'all'],
  ['num/R-fread-write.csv', ['1234567890123456789', '1234567890123456780'], 'all'],
  ['num/R-readr-read-write', ['1234567890123456789', '1234567890123456780'], 'rounded'],
  ['num/R-round-numbers-fwrite', round, 'scientific'],
  ['num/R-round-numbers-write.csv', round, 'scientific'],
  ['num/R-round-numbers-write_csv', round, 'all'],
  ['num/csvcut-zeros', zeros, 'all'],
  ['num/duckdb-zeros-reread', zeros, 'all'],
  ['num/in2csv-zeros', zeros, 'zeros'],
  ['num/in2csv-ints-blank', ['1001', '1003'], 'all'],
  ['num/in2csv-resaved', mixed, 'all'],
  ['num/libreoffice-resaved', mixed, 'scientific'],
  ['num/ssconvert-resaved', mixed, 'date'],
  ['num/go-csv-sprint', numbers, 'scientific'],
  ['num/json2csv7-node-stream', numbers, 'rounded'],
  ['num/octave-csvwrite-int64', numbers, 'scientific'],
  ['num/octave-dlmwrite', [...round.slice(0, 3), '1234567890'], 'all'],
  ['num/php-backslash-quote', ['a\\"b'], 'broken-quote'],
  ['num/polars-from-json', numbers, 'all'],
];

const ofTable = exporters.flatMap(({ files, hard: ofHard, num }) =>
  files.flatMap((file) => [
    ...(ofHard === undefined ? [] : [[`hard/${file}`, hard, ofHard] as const]),
    ...(num === undefined ? [] : [[`num/${file}`, numbers, num] as const]),
  ]),
);
const all = [...ofTable, ...others];

describe('a file that a real tool wrote', () => {
  it.each(all)('%s', async (path, meant, outcome) => {
    expect(await importFile(path, meant)).toBe(outcome);
  });

  it('is imported here, whichever it is', () => {
    const there = (['hard', 'num'] as const).flatMap((list) =>
      filesOf(list).map((file) => `${list}/${file}`),
    );
    expect(all.map(([path]) => path).sort()).toEqual(there.sort());
  });
});
