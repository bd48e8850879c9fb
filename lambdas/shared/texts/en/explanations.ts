import { maxFileBytes } from '../../contract.ts';
import { countOf } from '../../domain/count-of.ts';
import type { ForeignThing } from '../../domain/foreign-things.ts';
import { rejectionOf } from '../../domain/rejection-of-thing.ts';
import { optionOf } from '../commands.ts';
import type { About, Explanations } from '../explain.ts';
import { findings } from './findings.ts';
import { formats } from './formats.ts';
import { ignored } from './ignored.ts';
import { decideOnHeld, readOtherwise, remedies } from './remedies.ts';

/** With its article. */
export const things: Readonly<Record<ForeignThing, string>> = {
  xlsx: 'an Excel workbook (.xlsx)',
  ods: 'a LibreOffice spreadsheet (.ods)',
  xls: 'an old Excel workbook (.xls)',
  zip: 'a ZIP archive',
  bzip2: 'packed with bzip2',
  xz: 'packed with xz',
  '7-zip': 'a 7-Zip archive',
  rar: 'a RAR archive',
  lz4: 'packed with LZ4',
  snappy: 'packed with Snappy',
  compress: 'packed with compress (.Z)',
  tar: 'a tar archive',
  twice: 'packed twice',
  parquet: 'a Parquet file',
  orc: 'an ORC file',
  avro: 'an Avro file',
  arrow: 'an Arrow file (Feather)',
  sqlite: 'an SQLite database',
  pdf: 'a PDF document',
  'apple-double': 'what macOS keeps beside a file (AppleDouble)',
  html: 'a web page (HTML)',
  xml: 'XML',
  json: 'JSON',
  zeros: 'no text, or not written to its end: it begins with zeros',
  'nothing-but-zeros': 'no text: there is nothing but zeros and marks of an end',
};

interface Columns {
  names: readonly string[];
  hasMore: boolean;
}

const listOf = ({ names, hasMore }: Columns): string => {
  const list = names.map((name) => `"${name}"`).join(', ');
  return hasMore ? `${list} and more` : list;
};

/** What may be given as `--id-column COLUMN`. */
const describeColumn = (columns: Columns | undefined): string =>
  columns ? `COLUMN is ${listOf(columns)}, or its number.` : 'COLUMN is its number, from 1.';

export const nameDelimiter = (delimiter: string): string =>
  delimiter === '\t' ? 'a tab' : `a "${delimiter}"`;

const ifItSeparates = (delimiter: string, about: About): string =>
  `If that separates the columns, say so: ${readOtherwise(about, `--delimiter ${optionOf(delimiter)}`)}.`;

const itOrRow1 = (row: number): string => (row === 1 ? 'It' : 'Row 1');

/** Whose setting it is. */
const owner = (isOwn: boolean): string => (isOwn ? "the audience's" : "the project's");

const missing = 'does not have the column that the project takes the IDs from, or has it twice.';

const tooSlow = (minutes: number): string =>
  `Finding out who of the file is registered would take about ${minutes} minutes, longer than an import may.`;

/** What is wrong, where, and what to do; or what has become of it. */
export const explanations: Explanations = {
  ...findings,

  'not-utf8': ({ row }) => `Row ${row} is not valid UTF-8. ${remedies['not-utf8']()}`,
  'utf-16': ({ row }) =>
    `Row ${row} is UTF-16 text (Excel and Tableau write it). ${remedies['utf-16']()}`,
  'unclosed-quote': ({ row }) =>
    `Row ${row} opens a quote (") that is never closed. ${remedies['unclosed-quote']()}`,
  'escaped-quote': ({ row }) =>
    `Row ${row} has a backslash in front of a quote (\\"), which does not escape it here. Set the escape character of the ` +
    'export to a double quote, so that a quote that belongs to the ID is written twice ("").',
  'blank-behind-quote': ({ row }) =>
    `Row ${row} has a blank after its closing quote ("), which belongs to nothing. Have the export write no blanks around ` +
    'what it quotes.',
  'delimiter-behind-quote': ({ row, delimiter }, about) =>
    `Row ${row} has ${nameDelimiter(delimiter)} after its closing quote ("). ${ifItSeparates(delimiter, about)}`,
  'text-behind-quote': ({ row, text }) =>
    `Row ${row} has text after its closing quote ("). ${remedies['broken-quote']()} The text begins: ${text}`,
  'several-columns': ({ row, firstRow, columns }, about) =>
    `Row ${row} has more than one column. ${remedies['several-columns'](about)} ${describeColumn(columns)} ` +
    `${itOrRow1(row)} reads: ${firstRow}`,
  'several-with-other-delimiter': ({ row, firstRow, delimiter }, about) =>
    `Row ${row} has more than one column. Each row has ${nameDelimiter(delimiter)}, too. ${ifItSeparates(delimiter, about)} ` +
    `${itOrRow1(row)} reads: ${firstRow}`,
  'missing-column': ({ row, columns }, about) =>
    `Row ${row} ${missing} ${remedies['missing-column'](about)} Its columns: ${listOf(columns)}`,
  'missing-with-other-delimiter': ({ row, columns, delimiter }, about) =>
    `Row ${row} ${missing} Each row has ${nameDelimiter(delimiter)}. ${ifItSeparates(delimiter, about)} ` +
    `Its columns: ${listOf(columns)}`,
  'too-few-columns': ({ row }) =>
    `Row ${row} ends before the column that the project takes the IDs from. ${remedies['too-few-columns']()}`,
  'other-delimiter': ({ delimiter, firstRow, columns }, about) =>
    `None of the file's IDs belongs to a user, and ${nameDelimiter(delimiter)} comes equally often in each of its first rows. ` +
    `${remedies['other-delimiter'](about, delimiter)} ${describeColumn(columns)} The first row reads: ${firstRow}`,
  truncated: () => `The file is packed, and ends too early. ${remedies['damaged-archive']()}`,
  'too-wide': () =>
    'The file is packed, and needs more memory to unpack than there is. Pack it with zstd --long=27 at most.',
  damaged: () => `The file is packed, and is damaged. ${remedies['damaged-archive']()}`,
  'foreign-file': ({ thing, begins }) =>
    `The file is not CSV: it is ${things[thing]}. ${remedies[rejectionOf[thing]]()}` +
    (begins === undefined ? '' : ` It begins: ${begins}`),
  empty: () => `The file has no user ID. ${remedies.empty()}`,
  'too-large': ({ bytes }) =>
    `The file has ${bytes} bytes; at most ${maxFileBytes} (500 MB) are allowed. ${remedies['too-large']()}`,
  'too-large-unpacked': () =>
    `The file is packed, and has more than ${maxFileBytes} bytes (500 MB) unpacked. ${remedies['too-large']()}`,
  'colliding-ids': () =>
    `The IDs of the file were built so that their hashes collide. ${remedies['colliding-ids']()}`,
  'bad-name': () =>
    "The file's name contains control or text-direction characters, which can make it look like another " +
    `name. ${remedies['bad-name']()}`,
  limit: ({ limit }, about) =>
    `The project's limit is ${countOf(limit, 'audience')}, and it has no place for another one. ${remedies.limit(about)}`,

  archived: () =>
    `The file is in an archive of S3 (Glacier), which does not give it out. ${remedies.archived()}`,
  'too-slow': () =>
    'The import did not end within the time that a function may run, and nothing of it was published. ' +
    remedies['too-slow'](),
  'collector-behind': ({ versions }) =>
    `${versions} earlier versions of the audience are still stored, and no more can be before some of them are ` +
    `removed. Nothing of the file was read. ${remedies['collector-behind']()}`,
  'users-source-too-slow': ({ minutes }) =>
    `${tooSlow(minutes)} ${remedies['users-source-too-slow']()}`,
  'above-read-cap': ({ minutes, readCap }) =>
    `${tooSlow(minutes)} Raise the project's --users-max-read-units, which is ${readCap}.`,
  'above-default-read-cap': ({ minutes, readCap }) =>
    `${tooSlow(minutes)} The users table of your own gives ${readCap} read units a second as long as the project does not say more: ` +
    'set its --users-max-read-units to what the table can spare. It may be scanned then, too.',
  'gave-up': ({ hours }, about) =>
    // How often it was tried nobody knows: a delivery that Lambda could not hand over counts like one that failed.
    'The file could not be imported, for a reason that lies outside of the file. ' +
    'Nothing was lost: the file is still there, and campaigns read what they read before. ' +
    `It is tried again in ${countOf(hours, 'hour')}. ${remedies['gave-up'](about)}`,

  'would-be-empty': ({ live, unregistered, version }, about) =>
    `Nobody would be left: the audience has ${countOf(live, 'member')}, and ` +
    (unregistered === 1 ? 'the only ID' : `none of the ${countOf(unregistered, 'ID')}`) +
    ` in the file belongs to ${unregistered === 1 ? 'no' : 'a'} registered user. ${decideOnHeld(about, version)}`,
  'too-few': ({ live, next, minMembers, isOwn, version }, about) =>
    `The audience has ${countOf(live, 'member')}, and would have ${next}; ` +
    `${owner(isOwn)} --min-members is ${minMembers}. ${decideOnHeld(about, version)}`,
  'first-too-few': ({ next, minMembers, isOwn, version }, about) =>
    `It is the first list of the audience, and has ${countOf(next, 'member')}; ` +
    `${owner(isOwn)} --min-members is ${minMembers}. ${decideOnHeld(about, version)}`,
  shrinks: ({ live, next, percent, maxShrink, isOwn, version }, about) =>
    `${next} of ${countOf(live, 'member')} would be left, ${percent} % fewer; ` +
    `${owner(isOwn)} --max-shrink is ${maxShrink}. ${decideOnHeld(about, version)}`,
  grows: ({ live, next, percent, maxGrowth, isOwn, version }, about) =>
    `The audience has ${countOf(live, 'member')}, and would have ${next}, ${percent} % more; ` +
    `${owner(isOwn)} --max-growth is ${maxGrowth}. ${decideOnHeld(about, version)}`,
  'first-version': ({ next, unregistered, isOwn, version }, about) =>
    `It is the first list of the audience, with ${countOf(next, 'member')} and ` +
    `${countOf(unregistered, 'unregistered ID')}; ${owner(isOwn)} --hold-first is on. ${decideOnHeld(about, version)}`,

  shrunk: ({ before, version, now }) =>
    `It had ${countOf(before, 'member')} in version ${version}, and has ${formats.number(now)} now.`,
  'was-live': ({ version, members }) => `Version ${version} with ${countOf(members, 'member')}.`,
  'was-first': () => 'Nothing: it is the first version of the audience.',
  ignored: ({ reason, count, examples }) => ignored.objects(reason, count, examples),
};
