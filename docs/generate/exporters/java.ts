import { nothing, type Exporter } from './exporter.ts';

const quoteAll = 'Have it quote all fields.';

const inJava = (tool: string, version: string, as: string, file: string): Exporter => ({
  tool,
  version,
  as,
  files: [file],
  hard: 'all',
  set: nothing,
});

export const byJavaLibraries: readonly Exporter[] = [
  inJava('Apache Commons CSV', '1.9.0', '`DEFAULT`', 'java-commons-csv-DEFAULT'),
  inJava('Apache Commons CSV', '1.9.0', '`EXCEL`', 'java-commons-csv-EXCEL'),
  inJava('Apache Commons CSV', '1.9.0', '`RFC4180`', 'java-commons-csv-RFC4180'),
  inJava('Apache Commons CSV', '1.9.0', '`POSTGRESQL_CSV`', 'java-commons-csv-POSTGRESQL_CSV'),
  inJava('Apache Commons CSV', '1.9.0', '`MONGODB_CSV`', 'java-commons-csv-MONGODB_CSV'),
  inJava('Apache Commons CSV', '1.9.0', '`INFORMIX_UNLOAD_CSV`', 'java-commons-csv-INFORMIX'),
  {
    ...inJava('Apache Commons CSV', '1.9.0', '`MYSQL`', 'java-commons-csv-MYSQL'),
    hard: 'several-columns',
    set: '`DEFAULT`: the other escapes by backslashes.',
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
    hard: 'blank',
    set: '`setIgnoreLeadingWhitespaces(false)`.',
  },
];
