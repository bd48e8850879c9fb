import { nothing, type Exporter } from './exporter.ts';

export const fromDatabases: readonly Exporter[] = [
  {
    ...{
      tool: 'DuckDB',
      version: '1.5.6',
      as: '`COPY … TO`',
      hard: 'all',
      num: 'all',
      set: nothing,
    },
    files: ['duckdb-copy', 'duckdb-copy-noheader', 'duckdb-from-json', 'duckdb-reread'],
  },
  {
    ...{ tool: 'DuckDB and pandas', version: '1.5.6, 1.5.3', as: '`.df().to_csv()`' },
    ...{ files: ['pandas-read-duckdb'], hard: 'cr', num: 'all', set: nothing },
  },
  {
    ...{
      tool: 'PostgreSQL psql',
      version: '15.18',
      as: '`COPY … CSV`, `--csv`',
      hard: 'all',
      num: 'all',
    },
    files: ['psql-copy-csv', 'psql-copy-csv-header', 'psql-dashcsv'],
    set: nothing,
  },
  {
    ...{
      tool: 'PostgreSQL psql',
      version: '15.18',
      as: '`COPY` as text',
      files: ['psql-copy-text'],
    },
    ...{ hard: 'several-columns', num: 'all', set: '`WITH (FORMAT csv)`.' },
  },
  {
    ...{ tool: 'PostgreSQL psql', version: '15.18', as: '`psql -At`', files: ['psql-At'] },
    ...{ hard: 'several-columns', num: 'all', set: '`psql --csv`.' },
  },
  {
    ...{ tool: 'MariaDB', version: '10.11.19', as: '`INTO OUTFILE`, fields enclosed by quotes' },
    files: ['mariadb-outfile-enclosed', 'mariadb-outfile-optionally'],
    ...{ hard: 'broken-quote', num: 'all' },
    set: "`FIELDS ENCLOSED BY '\"' ESCAPED BY '\"'`, and no missing values.",
  },
  {
    ...{ tool: 'MariaDB', version: '10.11.19', as: '`INTO OUTFILE` as it is, `mariadb --batch`' },
    files: ['mariadb-outfile-plain', 'mariadb-batch', 'mariadb-batch-N-raw'],
    ...{ hard: 'several-columns', num: 'all' },
    set: 'As above. Where no ID has a comma the file is taken, but backslashes are doubled (`backslash`).',
  },
  {
    ...{ tool: 'mycli', version: 'Debian 12', as: '`--csv`', files: ['mycli-csv'] },
    ...{ hard: 'empty', num: 'empty', set: 'It wrote no byte: look at what it printed.' },
  },
  {
    ...{
      tool: 'litecli',
      version: '1.9.0',
      as: '`--csv`',
      files: ['litecli-csv'],
      hard: 'all',
      num: 'all',
    },
    set: nothing,
  },
  {
    ...{
      tool: 'SQLite',
      version: '3.40.1',
      as: '`-csv`, `.mode csv`, `.once`',
      hard: 'all',
      num: 'all',
    },
    files: ['sqlite-modecsv', 'sqlite-modecsv-headers', 'sqlite-dashcsv', 'sqlite-once'],
    set: nothing,
  },
  {
    ...{ tool: 'SQLite', version: '3.40.1', as: 'list mode', files: ['sqlite-list'] },
    ...{ hard: 'several-columns', num: 'all', set: '`-csv`.' },
  },
  {
    ...{
      tool: 'GDAL ogr2ogr',
      version: 'Debian 12',
      as: '`-f CSV`',
      files: ['ogr2ogr'],
      hard: 'all',
      num: 'overflow',
    },
    set: '`-oo AUTODETECT_TYPE=NO`, or cast to text.',
  },
];
