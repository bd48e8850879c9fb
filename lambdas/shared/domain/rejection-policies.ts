import { type ErrorPolicy, rejected } from './error-policy.ts';
import { asOfProject, readingRemedies } from './read-otherwise.ts';

const readOtherwise = asOfProject('PROJECT', 'NAME');

/** PROJECT and NAME are replaced where they are known, DELIMITER by the one that was seen. */
export const rejectionPolicies = {
  'not-utf8': rejected(
    'A row is not valid UTF-8.',
    'Export the file as UTF-8 and upload it again.',
  ),
  'utf-16': rejected(
    'A row is UTF-16 text, which Excel and Tableau write under some menus.',
    'Save the file as "CSV UTF-8" and upload it again.',
  ),
  'unclosed-quote': rejected(
    'A row opens a quote (") that is never closed.',
    'Close it, or write a quote that belongs to the ID twice ("").',
  ),
  'broken-quote': rejected(
    'A row has text after its closing quote (").',
    'Write a quote that belongs to the ID twice ("").',
  ),
  'several-columns': rejected(
    'A row has a second column that is not empty: there is a comma outside of quotes.',
    readingRemedies['several-columns'](readOtherwise),
  ),
  'missing-column': rejected(
    'The first row does not have the column that the project takes the IDs from, or has it twice.',
    readingRemedies['missing-column'](readOtherwise),
  ),
  'too-few-columns': rejected(
    'A row ends before the column that the project takes the IDs from.',
    'Export the file again: what was in that row cannot be told.',
  ),
  'other-delimiter': rejected(
    'No ID of the file belongs to a user, and a semicolon, a tab, a bar or a comma that is not the delimiter comes ' +
      'equally often in each of its first 2,048 rows.',
    'If it separates columns, export only the one with the user IDs, or say so: ' +
      `${readOtherwise('--delimiter DELIMITER --id-column COLUMN')}. If it belongs to the IDs, their users are not registered ` +
      'yet: load them first, then "audience-import audience retry PROJECT NAME".',
  ),
  'damaged-archive': rejected(
    'The file is packed (gzip or zstd), and ends too early, is damaged, or needs more than 128 MB to unpack. S3 has it so.',
    'Export and upload it again, and let the export end before the upload begins.',
  ),
  'other-packing': rejected(
    'The file is packed in a way that is not unpacked here: bzip2, xz, 7-Zip, RAR, LZ4, Snappy, compress, tar, or twice.',
    'Set the compression of the export to none, gzip or zstd.',
  ),
  zip: rejected(
    'The file is a ZIP archive, whatever its name says.',
    'Upload the CSV file that is in it, or set the compression of the export to none, gzip or zstd.',
  ),
  spreadsheet: rejected(
    'The file is a spreadsheet of Excel or LibreOffice, whatever its name says: renaming it does not make it CSV.',
    'Set the format of the export to CSV; in Excel, choose File, Save As, "CSV UTF-8 (Comma delimited)".',
  ),
  'table-format': rejected(
    'The file is a table in another format than CSV: Parquet, ORC, Avro, Arrow or SQLite.',
    'Set the format of the export to CSV, with the column of the user IDs alone.',
  ),
  pdf: rejected('The file is a PDF document.', 'Set the format of the export to CSV.'),
  html: rejected(
    'The file is a web page (HTML), mostly of an error or a login that came in place of the export.',
    'Read in it what went wrong, and export again. Have downloads fail when the server does: with curl, --fail.',
  ),
  xml: rejected(
    'The file is XML, mostly an error message that came in place of the export.',
    'Read in it what went wrong, and export again; or set the format of the export to CSV.',
  ),
  json: rejected(
    'The file is JSON.',
    'Set the format of the export to CSV, with one user ID a row. If it is an error message, read in it what went wrong.',
  ),
  'apple-double': rejected(
    'The file holds only what macOS keeps beside a file (AppleDouble).',
    'Upload the file itself, and not its companion, whose name begins with "._".',
  ),
  binary: rejected(
    'The file has zeros where its first rows should be: it was not written to its end, or is no text.',
    'Export and upload it again, and let the export end before the upload begins.',
  ),
  empty: rejected(
    'The file has no row, or only blank ones.',
    'To empty the audience on purpose, upload a file with one ID that no user has, and approve what is held then.',
  ),
  'too-large': rejected(
    'The file has more than 500 MB (500 x 1024 x 1024 bytes), as it is stored or unpacked.',
    'Split it into several audiences.',
  ),
  'colliding-ids': rejected(
    'The IDs of the file were built so that their hashes collide.',
    'Issue the users other IDs.',
  ),
  'bad-name': rejected(
    "The file's name contains control or text-direction characters, or code points that are no characters: it can look " +
      'like another name.',
    'Rename the file.',
  ),
  limit: rejected(
    'The file is new, and the project has as many audiences as it may.',
    'Delete what is no longer needed, or raise the limit; the file is then imported by itself. Each file name is an audience of its ' +
      'own: if the export puts a date or a number into the name, set one fixed name, so that the next list replaces the last.',
    'room',
  ),
} satisfies Record<string, ErrorPolicy<'rejected'>>;
