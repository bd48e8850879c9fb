import { nothing, type Exporter } from './exporter.ts';

export const fromLanguages: readonly Exporter[] = [
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
];
