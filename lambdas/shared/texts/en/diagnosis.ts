import type { CauseKey, HowKey } from '../../domain/diagnosis/keys.ts';
import { readColumn } from '../commands.ts';
import type { About } from '../explain.ts';

interface CauseText {
  /** what one ID does, and what several do; absent where only the registered users show it */
  says?: readonly [one: string, several: string];
  /** what people can do: one or two sentences that name settings of tools */
  remedy: (about: About) => string;
}

const delimited = (cause: CauseKey, name: string): CauseText => ({
  says: [`has a ${name} in it`, `have a ${name} in them`],
  remedy: (about) =>
    'If that separates columns, export only the IDs, or say which they are, such as ' +
    `"${readColumn(about, cause, 1)}".`,
});

const exactly = 'IDs are compared exactly:';

export const causes: Readonly<Record<CauseKey, CauseText>> = {
  'missing-value': {
    says: ['is a word for a missing value', 'are words for a missing value'],
    remedy: () =>
      'This does no harm, but rows without an ID are better left out, or written as empty.',
  },
  header: {
    says: ["is a column's name", "are columns' names"],
    remedy: () => 'A header does no harm, as long as nobody is registered under it.',
  },
  formula: {
    says: ['is a spreadsheet formula', 'are spreadsheet formulas'],
    remedy: () =>
      'Switch off what keeps zeros in Excel in the export ("force text", "Excel format"), so that it writes plain values.',
  },
  quotes: {
    says: ['stands in quotes that are part of it', 'stand in quotes that are part of them'],
    remedy: () =>
      'Something quotes twice, or with quotes of another kind: write each ID once in straight ones, or in none.',
  },
  apostrophe: {
    says: ['begins with an apostrophe', 'begin with an apostrophe'],
    remedy: () =>
      'A spreadsheet marks text like that: format the column as text instead, and export it again.',
  },
  'key-prefix': {
    says: [
      "begins with what stands before IDs in the users table's keys",
      "begin with what stands before IDs in the users table's keys",
    ],
    remedy: () => 'The list was made from the keys of that table: cut them off in the export.',
  },
  markup: {
    says: ['begins with < like HTML and XML', 'begin with < like HTML and XML'],
    remedy: () =>
      'The export has saved a web page or an error message in place of the list: open the file and read it.',
  },
  json: {
    says: ['is written as JSON', 'are written as JSON'],
    remedy: () =>
      'Look whether it is an error message. If not, export the IDs alone, one a row (jq: -r .id).',
  },
  semicolon: delimited('semicolon', 'semicolon'),
  tab: delimited('tab', 'tab'),
  bar: delimited('bar', 'vertical bar'),
  scientific: {
    says: ['is a number in scientific notation', 'are numbers in scientific notation'],
    remedy: () =>
      'A program took them for numbers: import the column as Text (Excel, LibreOffice) or character (R), print it as integer (Go: %d).',
  },
  decimal: {
    says: ['ends with .0', 'end with .0'],
    remedy: () =>
      'A program took them for numbers, as it does beside an empty value: read the column as text (pandas: dtype=str; csvkit: -I).',
  },
  overflow: {
    says: ['is the largest number of 32 or 64 bits', 'are the largest numbers of 32 or 64 bits'],
    remedy: () =>
      'A column was too small for the number and cut it off there: keep IDs as text in every step (GDAL: -oo AUTODETECT_TYPE=NO).',
  },
  rounded: {
    says: [
      'is a number of 16 digits or more whose last ones were rounded',
      'are numbers of 16 digits or more whose last ones were rounded',
    ],
    remedy: () =>
      'The digits are lost: keep IDs as text in every step (JavaScript: string, R: character, Excel: Text), and export again.',
  },
  date: {
    says: ['is a date', 'are dates'],
    remedy: () =>
      'A spreadsheet turns IDs such as 3-4 into dates: import the column as Text there, and export it again.',
  },
  thousands: {
    remedy: () =>
      'Format the column as text, or as a number without separators, and export it again.',
  },
  zeros: {
    remedy: () =>
      'A program took them for numbers and dropped the zeros: read the column as text in every step (pandas: dtype=str; Excel: Text).',
  },
  blank: {
    says: ['begins or ends with a blank', 'begin or end with a blank'],
    remedy: () =>
      'Trim the column in the export (SQL: TRIM, as CHAR columns are padded; Excel: TRIM).',
  },
  'wrong-encoding': {
    says: ['looks like UTF-8 read as Latin-1', 'look like UTF-8 read as Latin-1'],
    remedy: () =>
      'A program opened the list with the wrong encoding and saved it: open it as UTF-8 (65001) there.',
  },
  invisible: {
    says: [
      'contains an invisible character (such as a no-break space)',
      'contain invisible characters (such as a no-break space)',
    ],
    remedy: () =>
      'Such characters come with text that was copied out of a page or a document: clean the column, and export it again.',
  },
  'lost-characters': {
    says: ['contains \ufffd or ?? in place of letters', 'contain \ufffd or ?? in place of letters'],
    remedy: () => 'The letters are lost in this file: export it as UTF-8 from its source.',
  },
  backslash: {
    remedy: () =>
      'Have the tool double quotes, and escape nothing else (MySQL: ESCAPED BY \'\'; PostgreSQL: COPY in FORMAT csv; Spark: escape="\\"").',
  },
  'unicode-form': {
    remedy: () =>
      `${exactly} normalize them in the export to the form in which users are registered.`,
  },
  'uuid-form': {
    remedy: () => `${exactly} export UUIDs in the form in which users are registered.`,
  },
  case: {
    remedy: () =>
      `${exactly} export them in the case in which users are registered (SQL: LOWER or UPPER).`,
  },
  'registered-otherwise': {
    remedy: () =>
      'That is how the users were registered by mistake: register them again as they are, and remove the others.',
  },
};

interface HowText {
  /** after "would be registered" */
  how: (number: number) => string;
  /** what to do where this helps, if that is not what its cause says */
  remedy?: (cause: CauseKey, number: number, about: About) => string;
}

const just = (how: string): HowText => ({ how: () => how });

export const hows: Readonly<Record<HowKey, HowText>> = {
  unformula: just('without = and quotes'),
  unquoted: just('without them'),
  'without-apostrophe': just('without it'),
  'without-prefix': just('without it'),
  'as-column': {
    how: (column) => `as column ${column} alone`,
    remedy: (cause, column, about) =>
      'Export only that column, or say which it is: ' + `"${readColumn(about, cause, column)}".`,
  },
  'json-value': just('as the value alone'),
  digits: just('with all digits written out'),
  'without-decimal': just('without the trailing .0'),
  'without-thousands': just('without thousands separators'),
  padded: { how: (width) => `with zeros in front, ${width} digits in all` },
  unpadded: {
    how: () => 'without the zeros in front',
    remedy: () => 'The registered IDs have none: have the export write them unpadded.',
  },
  trimmed: just('without it'),
  're-encoded': just('with the letters put right'),
  visible: just('without such characters'),
  'ordinary-blanks': just('with ordinary blanks instead'),
  unescaped: just('without the backslashes that escape'),
  composed: just('with each accented letter as one character (NFC)'),
  decomposed: just('with accents as characters of their own (NFD)'),
  'usual-uuid': just('in the usual form of UUIDs'),
  'without-dashes': just('without dashes'),
  'lower-case': just('in lower case'),
  'upper-case': just('in upper case'),
  quoted: just('with quotes around them'),
  'with-return': just('with a carriage return at the end'),
  'with-decimal': just('with .0 at the end'),
};
