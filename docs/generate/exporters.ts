/**
 * What came of a file that means 15 people or numbers, of which each is registered. Where it is not `all`, a word of the table
 * in docs/diagnosis.md or docs/errors.md, or one of these two: `cr`, all but the ID with a carriage return in it, which the
 * tool left without quotes; `blank`, all but the ID that begins with a blank, which the tool cut off.
 */
export type Outcome = string;

/** A tool, with the defaults that an analyst uses. Its files are in test/fixtures/exports/. */
export interface Exporter {
  tool: string;
  version: string;
  /** how it was called, in a few words */
  as: string;
  /** names in both folders; the first is the one that stands for it */
  files: readonly string[];
  /** of text IDs with all that makes them hard; undefined: was not tried */
  hard?: Outcome;
  /** of whole numbers beside an empty value, one of them of 19 digits */
  num?: Outcome;
  /** what to set, where something is lost */
  set: string;
}

const nothing = '';
const asText = 'Give it IDs as text: a number of JavaScript has room for 15 digits.';
const quoteAll = 'Have it quote all fields.';

const byJavaScript = (
  tool: string,
  version: string,
  files: readonly string[],
  outcomes: { hard?: Outcome; num?: Outcome } = {},
  set = asText,
): Exporter => ({
  ...{ tool, version, as: 'objects or rows', files, set },
  ...{ hard: 'all', num: 'rounded', ...outcomes },
});

const inJava = (tool: string, version: string, as: string, file: string): Exporter => ({
  ...{ tool, version, as, files: [file], hard: 'all', set: nothing },
});

export const exporters: readonly Exporter[] = [
  {
    ...{
      tool: 'pandas',
      version: '1.5.3',
      as: '`to_csv(index=False)`',
      hard: 'cr',
      num: 'decimal',
    },
    files: [
      ...['pandas-to_csv', 'pandas-to_csv-utf8sig', 'pandas-series-to_csv', 'pandas-read_sql'],
      'pandas-reread',
    ],
    set: 'Read and keep the column as text: `dtype=str`, or `convert_dtypes()` after `read_sql`.',
  },
  {
    ...{ tool: 'pandas', version: '1.5.3', as: '`to_csv()`, with its index' },
    ...{ files: ['pandas-to_csv-index'], hard: 'several-columns', num: 'several-columns' },
    set: '`index=False`, or `project put --id-column id`.',
  },
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
    ...{ tool: 'R data.table', version: 'R 4.2.2', as: '`fwrite`', files: ['R-data.table-fwrite'] },
    ...{ hard: 'all', num: 'rounded' },
    set: 'Read the column with `colClasses = "character"`; `integer64` holds 19 digits.',
  },
  {
    ...{ tool: 'R readr', version: 'R 4.2.2', as: '`write_csv`', hard: 'all', num: 'rounded' },
    files: ['R-readr-write_csv', 'R-readr-write_excel_csv'],
    set: 'Read the column with `col_types = "c"`; `na = ""` for missing values.',
  },
  {
    ...{
      tool: 'R',
      version: '4.2.2',
      as: '`write.csv(row.names = FALSE)`',
      files: ['R-write.csv'],
    },
    ...{ hard: 'all', num: 'rounded' },
    set: 'Read the column with `colClasses = "character"`; `na = ""`. Round numbers become `1e+05` (`scientific`).',
  },
  {
    ...{
      tool: 'R',
      version: '4.2.2',
      as: '`write.csv`, with row names',
      files: ['R-write.csv-rownames'],
    },
    ...{ hard: 'several-columns', num: 'several-columns', set: '`row.names = FALSE`.' },
  },
  {
    ...{ tool: 'R', version: '4.2.2', as: '`write.table`', files: ['R-write.table'] },
    ...{ hard: 'broken-quote', num: 'rounded', set: '`write.csv`, or `qmethod = "double"`.' },
  },
  {
    ...{
      tool: 'R',
      version: '4.2.2',
      as: '`writeLines`',
      files: ['R-writeLines'],
      hard: 'several-columns',
    },
    set: '`fwrite`, which quotes.',
  },
  {
    ...{
      tool: 'Python csv',
      version: '3.11',
      as: '`csv.writer`',
      hard: 'all',
      num: 'all',
      set: nothing,
    },
    files: ['python-csv', 'python-csv-nonewline'],
  },
  {
    ...{ tool: 'Python', version: '3.11', as: 'a line feed between IDs', files: ['python-join'] },
    ...{ hard: 'several-columns', set: '`csv.writer`.' },
  },
  {
    ...{ tool: 'Go encoding/csv', version: '1.19', as: '`float64` printed', files: ['go-csv'] },
    ...{ hard: 'all', num: 'scientific', set: 'Decode JSON with `UseNumber`, or print with `%d`.' },
  },
  {
    ...{
      tool: 'Ruby CSV',
      version: 'Ruby 3.1.2',
      as: '`CSV.generate`, `to_csv`',
      hard: 'all',
      num: 'all',
    },
    ...{ files: ['ruby-csv', 'ruby-csv-headers', 'ruby-to_csv'], set: nothing },
  },
  {
    ...{ tool: 'PHP', version: '8.2.36', as: '`fputcsv`', hard: 'all', num: 'all' },
    files: ['php-fputcsv', 'php-fputcsv-noescape', 'php-splfileobject'],
    set: 'An ID with a backslash before a quote is rejected (`broken-quote`): `escape: ""`.',
  },
  {
    ...{
      tool: 'Perl Text::CSV',
      version: 'Perl 5.36',
      as: '`say`, `csv (out => …)`',
      hard: 'all',
      num: 'all',
    },
    files: ['perl-say', 'perl-print-eol-lf', 'perl-csv-fn', 'perl-csv-fn-utf8', 'perl-csv-aoh'],
    set: nothing,
  },
  {
    ...{
      tool: 'Perl Text::CSV',
      version: 'Perl 5.36',
      as: '`print` without `eol`',
      files: ['perl-print-noeol'],
    },
    ...{ hard: 'several-columns', num: 'one-row', set: '`eol => "\\n"`.' },
  },
  {
    ...{ tool: 'Miller', version: '6.6.0', as: '`mlr --icsv`, `--ijson`', hard: 'all', num: 'all' },
    ...{ files: ['mlr-csv2csv', 'mlr-json2csv'], set: nothing },
  },
  {
    ...{
      tool: 'csvkit',
      version: '1.0.7',
      as: '`csvcut`, `in2csv`, `sql2csv`',
      hard: 'cr',
      num: 'all',
    },
    ...{
      files: ['csvcut', 'in2csv-csv', 'in2csv-json', 'sql2csv'],
      set: '`in2csv -I`: it drops leading zeros without.',
    },
  },
  {
    ...{
      tool: 'csvkit',
      version: '1.0.7',
      as: '`csvsql --query`',
      files: ['csvsql'],
      hard: 'cr',
      num: 'decimal',
    },
    set: '`-I`.',
  },
  {
    ...{
      tool: 'csvtool',
      version: 'Debian 12',
      as: '`csvtool`',
      files: ['csvtool'],
      hard: 'blank',
      num: 'all',
    },
    set: 'Another tool: it trims.',
  },
  {
    ...{
      tool: 'VisiData',
      version: '2.11',
      as: '`vd -b -o`',
      files: ['vd'],
      hard: 'blank',
      num: 'all',
    },
    set: 'Another tool: it trims.',
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
  {
    ...{
      tool: 'gawk',
      version: '5.2.1',
      as: 'printing a field',
      files: ['gawk'],
      hard: 'broken-quote',
      num: 'all',
    },
    set: 'A tool that knows quotes, such as Miller.',
  },
  {
    ...{
      tool: 'jq',
      version: '1.6',
      as: '`@csv`',
      files: ['jq-csv', 'jq-csv-header'],
      hard: 'all',
      num: 'rounded',
    },
    set: 'Strings in the JSON; jq 1.7 keeps digits.',
  },
  {
    ...{
      tool: 'jq',
      version: '1.6',
      as: '`-r`',
      files: ['jq-raw'],
      hard: 'several-columns',
      num: 'rounded',
    },
    set: '`@csv`, and strings in the JSON.',
  },
  {
    ...{ tool: 'Excel files by LibreOffice', version: '7.4.7', as: '`--convert-to csv`' },
    files: ['libreoffice-convert', 'libreoffice-convert-C'],
    ...{ hard: 'lost-characters', num: 'scientific' },
    set: 'The filter option 76 (UTF-8): `csv:"Text - txt - csv (StarCalc)":44,34,76`; IDs as Text in the sheet.',
  },
  {
    ...{ tool: 'Excel files by LibreOffice', version: '7.4.7', as: 'the same, with UTF-8' },
    ...{
      files: ['libreoffice-convert-utf8'],
      hard: 'cr',
      num: 'scientific',
      set: 'IDs as Text in the sheet.',
    },
  },
  {
    ...{
      tool: 'Excel files by Gnumeric',
      version: '1.12.55',
      as: '`ssconvert`',
      files: ['ssconvert'],
    },
    ...{ hard: 'cr', num: 'rounded', set: 'IDs as Text in the sheet.' },
  },
  {
    ...{ tool: 'Excel files by csvkit', version: '1.0.7', as: '`in2csv`', files: ['in2csv-xlsx'] },
    ...{ hard: 'cr', num: 'rounded', set: 'IDs as Text in the sheet.' },
  },
  {
    ...{
      tool: 'GNU Octave',
      version: '7.3.0',
      as: '`csvwrite`',
      files: ['octave-csvwrite'],
      num: 'scientific',
    },
    set: '`fprintf(f, "%d\\n", ids)` with `int64`.',
  },
  {
    ...{
      tool: 'GNU Octave',
      version: '7.3.0',
      as: '`csvwrite` of text',
      files: ['octave-csvwrite-text'],
    },
    ...{ num: 'several-columns', set: '`fprintf(f, "%s\\n", ids{:})`.' },
  },
  {
    ...{ tool: 'Polars for Node', version: '0.25.2', as: '`writeCSV` of 64-bit integers' },
    ...{ files: ['polars-writeCSV'], hard: 'all', num: 'header-only' },
    set: 'Cast to `pl.Utf8` first: it writes no value at all.',
  },
  {
    ...{ tool: 'Polars for Node', version: '0.25.2', as: '`writeCSV` of numbers of JavaScript' },
    ...{ files: ['polars-writeCSV-jsnumbers'], num: 'decimal', set: 'Cast to `pl.Utf8` first.' },
  },
  byJavaScript('csv-stringify', '6.9.0', ['csv-stringify-aoa', 'csv-stringify-objects-header']),
  byJavaScript('PapaParse', '5.7.1', ['papaparse-aoa', 'papaparse-objects']),
  byJavaScript('fast-csv', '5.0.8', ['fast-csv-aoa', 'fast-csv-objects-headers']),
  byJavaScript('json2csv', '5.0.7', ['json2csv5-parse', 'json2csv5-withBOM']),
  byJavaScript('@json2csv', '7.0.8', ['json2csv7-plainjs', 'json2csv7-node']),
  byJavaScript('csv-string', '4.1.1', ['csv-string-aoa', 'csv-string-per-row']),
  byJavaScript('d3-dsv', '3.0.2', ['d3-dsv']),
  byJavaScript('Arquero', '7.2.1', ['arquero-toCSV']),
  byJavaScript('AlaSQL', '4.19.1', ['alasql-intocsv']),
  byJavaScript('comma-separated-values', '3.6.4', ['comma-separated-values']),
  byJavaScript('export-to-csv', '1.5.0', ['export-to-csv']),
  byJavaScript('json-2-csv', '5.6.0', ['json-2-csv']),
  byJavaScript('ExcelJS', '4.4.0', ['exceljs-writeFile']),
  byJavaScript('csv-writer', '1.6.0', ['csv-writer'], { hard: 'cr' }),
  byJavaScript('jsonexport', '3.2.0', ['jsonexport'], { hard: 'cr' }),
  byJavaScript('objects-to-csv', '1.3.6', ['objects-to-csv'], { hard: 'cr' }),
  byJavaScript(
    'react-csv',
    '2.2.2',
    ['react-csv'],
    { hard: 'broken-quote' },
    'Double quotes in the data yourself, and give it IDs as text.',
  ),
  byJavaScript(
    'SheetJS xlsx',
    '0.18.5',
    ['xlsx-writeFile-csv', 'xlsx-json_to_sheet', 'xlsx-aoa-ID', 'xlsx-from-xlsx'],
    { hard: 'cr', num: 'scientific' },
    `${asText} From a sheet: \`rawNumbers: true\`.`,
  ),
  inJava('Apache Commons CSV', '1.9.0', '`DEFAULT`', 'java-commons-csv-DEFAULT'),
  inJava('Apache Commons CSV', '1.9.0', '`EXCEL`', 'java-commons-csv-EXCEL'),
  inJava('Apache Commons CSV', '1.9.0', '`RFC4180`', 'java-commons-csv-RFC4180'),
  inJava('Apache Commons CSV', '1.9.0', '`POSTGRESQL_CSV`', 'java-commons-csv-POSTGRESQL_CSV'),
  inJava('Apache Commons CSV', '1.9.0', '`MONGODB_CSV`', 'java-commons-csv-MONGODB_CSV'),
  inJava('Apache Commons CSV', '1.9.0', '`INFORMIX_UNLOAD_CSV`', 'java-commons-csv-INFORMIX'),
  {
    ...inJava('Apache Commons CSV', '1.9.0', '`MYSQL`', 'java-commons-csv-MYSQL'),
    ...{ hard: 'several-columns', set: '`DEFAULT`: the other escapes by backslashes.' },
  },
  inJava('opencsv', '5.2', '`writeNext`', 'java-opencsv'),
  inJava('opencsv', '5.2', '`writeNext`, quotes where needed', 'java-opencsv-noquotesall'),
  inJava('H2', 'Debian 12', '`CSVWRITE`', 'h2-csvwrite'),
  {
    ...inJava('Super CSV', 'Debian 12', '`CsvListWriter`', 'java-supercsv'),
    hard: 'cr',
    set: quoteAll,
  },
  {
    ...inJava('univocity-parsers', 'Debian 12', '`CsvWriter`', 'java-univocity'),
    ...{ hard: 'blank', set: '`setIgnoreLeadingWhitespaces(false)`.' },
  },
];
