import { type ErrorPolicy, rejected } from './error-policy.ts';
import { remedies } from '../texts/en/remedies.ts';
import { placeholders } from '../texts/explain.ts';

/** What is wrong is told with more of the file, by `texts/`. PROJECT, NAME and DELIMITER stand for what is known there. */
export const rejectionPolicies = {
  'not-utf8': rejected('A row is not valid UTF-8.', remedies['not-utf8']()),
  'utf-16': rejected(
    'A row is UTF-16 text, which Excel and Tableau write under some menus.',
    remedies['utf-16'](),
  ),
  'unclosed-quote': rejected(
    'A row opens a quote (") that is never closed.',
    remedies['unclosed-quote'](),
  ),
  'broken-quote': rejected(
    'A row has text after its closing quote (").',
    remedies['broken-quote'](),
  ),
  'several-columns': rejected(
    'A row has a second column that is not empty: there is a comma outside of quotes.',
    remedies['several-columns'](placeholders),
  ),
  'missing-column': rejected(
    'The first row does not have the column that the project takes the IDs from, or has it twice.',
    remedies['missing-column'](placeholders),
  ),
  'too-few-columns': rejected(
    'A row ends before the column that the project takes the IDs from.',
    remedies['too-few-columns'](),
  ),
  'other-delimiter': rejected(
    'No ID of the file belongs to a user, and a semicolon, a tab, a bar or a comma that is not the delimiter comes ' +
      'equally often in each of its first 2,048 rows.',
    remedies['other-delimiter'](placeholders),
  ),
  'damaged-archive': rejected(
    'The file is packed (gzip or zstd), and ends too early, is damaged, or needs more than 128 MB to unpack. The file is stored in S3 like that.',
    remedies['damaged-archive'](),
  ),
  'other-packing': rejected(
    'The file is packed in a way that is not unpacked here: bzip2, xz, 7-Zip, RAR, LZ4, Snappy, compress, tar, or twice.',
    remedies['other-packing'](),
  ),
  zip: rejected('The file is a ZIP archive, whatever its name says.', remedies.zip()),
  spreadsheet: rejected(
    'The file is a spreadsheet of Excel or LibreOffice, whatever its name says: renaming it does not make it CSV.',
    remedies.spreadsheet(),
  ),
  'table-format': rejected(
    'The file is a table in another format than CSV: Parquet, ORC, Avro, Arrow or SQLite.',
    remedies['table-format'](),
  ),
  pdf: rejected('The file is a PDF document.', remedies.pdf()),
  html: rejected(
    'The file is a web page (HTML), mostly of an error or a login that came in place of the export.',
    remedies.html(),
  ),
  xml: rejected(
    'The file is XML, mostly an error message that came in place of the export.',
    remedies.xml(),
  ),
  json: rejected('The file is JSON.', remedies.json()),
  'apple-double': rejected(
    'The file holds only what macOS keeps beside a file (AppleDouble).',
    remedies['apple-double'](),
  ),
  binary: rejected(
    'The file has zeros where its first rows should be: it was not written to its end, or is no text.',
    remedies.binary(),
  ),
  empty: rejected('The file has no row, or only blank ones.', remedies.empty()),
  'too-large': rejected(
    'The file has more than 500 MB (500 x 1024 x 1024 bytes), as it is stored or unpacked.',
    remedies['too-large'](),
  ),
  'colliding-ids': rejected(
    'The IDs of the file were built so that their hashes collide.',
    remedies['colliding-ids'](),
  ),
  'bad-name': rejected(
    "The file's name contains control or text-direction characters, or code points that are no characters: it can look " +
      'like another name.',
    remedies['bad-name'](),
  ),
  limit: rejected(
    'The file is new, and the project has as many audiences as it may.',
    remedies.limit(placeholders),
    'room',
  ),
} satisfies Record<string, ErrorPolicy<'rejected'>>;
