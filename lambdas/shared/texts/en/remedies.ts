import { commands, optionOf } from '../commands.ts';
import type { About } from '../explain.ts';

/** What people type to have a file read in another way. What was rejected is not read again by itself. */
export const readOtherwise = (about: About, options: string): string =>
  about.isCommand === true
    ? options
    : `"${commands.put(about, options)}", then "${commands.retry(about)}"`;

export const decideOnHeld = (about: About, version?: number): string =>
  `If it is right: "${commands.approve(about, version)}". If not, upload a corrected file, which takes its ` +
  `place, or drop it: "${commands.discard(about, version)}". Nothing has to be rolled back.`;

/** What people can do about a cause. docs/errors.md has these, too. */
export const remedies = {
  'not-utf8': () => 'Export the file as UTF-8 and upload it again.',
  'utf-16': () => 'Save the file as "CSV UTF-8" and upload it again.',
  'unclosed-quote': () => 'Close it, or write a quote that belongs to the ID twice ("").',
  'broken-quote': () => 'Write a quote that belongs to the ID twice ("").',
  'several-columns': (about: About) =>
    'Export only the column with the user IDs, quote IDs that contain a comma, or say which column has them: ' +
    `${readOtherwise(about, '--id-column COLUMN')}.`,
  'missing-column': (about: About) =>
    `Export the file with that column, or name one that it has: ${readOtherwise(about, '--id-column COLUMN')}.`,
  'too-few-columns': () => 'Export the file again: what was in that row cannot be told.',
  'other-delimiter': (about: About, delimiter?: string) => {
    const option = delimiter === undefined ? 'DELIMITER' : optionOf(delimiter);
    return (
      'If it separates columns, export only the one with the user IDs, or say so: ' +
      `${readOtherwise(about, `--delimiter ${option} --id-column COLUMN`)}. If it belongs to the IDs, their users are not registered ` +
      `yet: load them first, then "${commands.retry(about)}".`
    );
  },
  'damaged-archive': () =>
    'Export and upload it again, and let the export end before the upload begins.',
  'other-packing': () => 'Set the compression of the export to none, gzip or zstd.',
  zip: () =>
    'Upload the CSV file that is in it, or set the compression of the export to none, gzip or zstd.',
  spreadsheet: () =>
    'Set the format of the export to CSV; in Excel, choose File, Save As, "CSV UTF-8 (Comma delimited)".',
  'table-format': () =>
    'Set the format of the export to CSV, with the column of the user IDs alone.',
  pdf: () => 'Set the format of the export to CSV.',
  html: () =>
    'Read in it what went wrong, and export again. Have downloads fail when the server does: with curl, --fail.',
  xml: () =>
    'Read in it what went wrong, and export again; or set the format of the export to CSV.',
  json: () =>
    'Set the format of the export to CSV, with one user ID a row. If it is an error message, read in it what went wrong.',
  'apple-double': () =>
    'Upload the file itself, and not its companion, whose name begins with "._".',
  binary: () => 'Export and upload it again, and let the export end before the upload begins.',
  empty: () =>
    'To empty the audience on purpose, upload a file with one ID that no user has, and approve what is held then.',
  'too-large': () => 'Split it into several audiences.',
  'colliding-ids': () => 'Issue the users other IDs.',
  'bad-name': () => 'Rename the file.',
  limit: (about: About) =>
    `Delete an audience that is no longer needed ("${commands.deleteOne(about)}"), or raise the limit ` +
    `("${commands.put(about, '--audience-limit NUMBER')}"); the file is then imported by itself. Each file name is an audience of its ` +
    'own: if the export puts a date or a number into the name, set one fixed name, so that the next list replaces the last.',

  'too-slow': () =>
    'Raise membershipsWarmWriteUnits or usersWarmReadUnits, so that more is written and read a second, or import fewer ' +
    'files at the same time (importerMaxConcurrency).',
  'users-source-too-slow': () =>
    'Raise usersWarmReadUnits; or, if the project has a users table of your own, set --users-max-read-units, so that it ' +
    'may be scanned, or raise it.',
  'collector-behind': () => 'Ask those who operate audience-import to look after the collector.',
  archived: () =>
    'Restore it ("aws s3api restore-object"), or upload it again with the storage class STANDARD; keep the bucket\'s lifecycle ' +
    'rules away from files of audiences.',
  'gave-up': (about: About) =>
    `If it goes on failing, ask those who operate audience-import to look at "${commands.history(about)}".`,
} satisfies Record<string, (about: About) => string>;

export type Remedies = typeof remedies;
