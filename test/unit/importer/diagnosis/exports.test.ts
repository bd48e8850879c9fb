import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { diagnoseFile } from '../../../support/diagnose.ts';

const exported = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/exports/${name}.csv`, import.meta.url));

const numbers = ['100200301', '100200302', '100200303', '1234567890123456789'];
const padded = ['0001', '0002', '0137'];
const round = ['100000', '200000', '300000', '123456'];

describe('what a tool did to numbers', () => {
  it.each([
    ...['pandas-to_csv', 'pandas-read_sql', 'pandas-reread', 'pandas-series-to_csv'].map(
      (name) => [name, 'decimal', numbers] as const,
    ),
    ...['csvsql', 'polars-writeCSV-jsnumbers'].map((name) => [name, 'decimal', numbers] as const),
    ['go-csv', 'scientific', numbers],
    ['go-csv-sprint', 'scientific', numbers],
    ['libreoffice-convert', 'scientific', numbers],
    ['octave-csvwrite', 'scientific', numbers],
    ['R-round-numbers-write.csv', 'scientific', round],
    ['R-round-numbers-fwrite', 'scientific', round],
    ['R-data.table-fwrite', 'rounded', numbers],
    ['R-write.csv', 'rounded', numbers],
    ['R-readr-read-write', 'rounded', numbers],
    ['csv-stringify-aoa', 'rounded', numbers],
    ['papaparse-objects', 'rounded', numbers],
    ['jq-csv', 'rounded', numbers],
    ['in2csv-zeros', 'zeros', padded],
    ['polars-writeCSV', 'header-only', numbers],
    ['perl-print-noeol', 'one-row', numbers],
    ['mariadb-outfile-plain', 'missing-value', numbers],
    ['psql-copy-text', 'missing-value', numbers],
  ] as const)('is what a diagnosis of %s says first: %s', async (name, kind, users) => {
    const { diagnosis } = await diagnoseFile(exported(`num/${name}`), users);
    expect(diagnosis?.findings[0]?.kind).toBe(kind);
  });

  it('is undone where nothing was lost', async () => {
    const { diagnosis } = await diagnoseFile(exported('num/pandas-to_csv'), numbers);
    expect(diagnosis).toMatchObject({ sampled: 5, lookedUp: 4, wouldBeMembers: 3 });
    expect(diagnosis?.findings.map(({ kind }) => kind)).toEqual([
      'decimal',
      'scientific',
      'header',
    ]);
  });
});
