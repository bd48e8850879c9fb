import {
  dropped,
  type Ending,
  type ErrorPolicy,
  failed,
  held,
  interrupted,
  malformed,
  rejected,
  released,
} from './error-policy.ts';

/** PROJECT and NAME are replaced where they are known. */
const decideOnHeld =
  'If it is right: "audience-import audience approve PROJECT NAME". If not, upload a corrected file, which takes its ' +
  'place, or drop it: "audience-import audience discard PROJECT NAME". Nothing has to be rolled back.';

/**
 * Every cause for which an import does not publish. The types of the errors and of what is stored are taken from here,
 * so that there is none without a policy; a test runs each of them. `npm run docs` writes docs/errors.md from it.
 *
 * A cause of an interruption is the name of the error, as the import's record has it.
 */
export const errorPolicies = {
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
    'Export only the column with the user IDs, or quote IDs that contain a comma.',
  ),
  'damaged-archive': rejected(
    'The file is packed (gzip or zstd), and ends too early or is damaged. S3 has it so.',
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
    'Delete what is no longer needed, or raise the limit; the file is then imported by itself.',
    'room',
  ),

  'would-be-empty': held(
    'Nobody would be left: none of the IDs in the file belongs to a registered user, and the audience has members.',
    decideOnHeld,
  ),
  shrinks: held(
    "The audience would lose a larger share of its members than the project's --max-shrink allows.",
    decideOnHeld,
  ),

  'too-slow': failed(
    'The import did not end within the time that a function may run.',
    'Raise membershipsWarmWriteUnits or usersWarmReadUnits, so that more is written and read a second, or import fewer ' +
      'files at the same time (importerMaxConcurrency).',
  ),
  'users-source-too-slow': failed(
    'Finding out who of the file is registered would take longer than an import may.',
    'Raise usersWarmReadUnits; or, if the project has a users table of your own, set --users-max-read-units, so that it ' +
      'may be scanned, or raise it.',
  ),
  'collector-behind': failed(
    '1,000 earlier versions of the audience are still stored, and no more can be.',
    'Ask those who operate audience-import to look after the collector.',
  ),
  archived: failed(
    'The file is in an archive of S3 (Glacier), which does not give it out.',
    'Restore it ("aws s3api restore-object"), or upload it again with the storage class STANDARD; keep the bucket\'s lifecycle ' +
      'rules away from files of audiences.',
  ),
  'gave-up': failed(
    'Each time that its message was delivered, the import was interrupted, which its records tell, or Lambda had nothing free to run it with.',
    'If it goes on failing, ask those who operate audience-import to look at "audience-import import history PROJECT".',
  ),

  ProvisionedThroughputExceededException: interrupted(
    'DynamoDB has refused to read or write one item for two minutes: its table is throttled.',
    'Nothing, unless it lasts; then look at who else uses the table, and raise its limit.',
  ),
  ThrottlingException: interrupted(
    'DynamoDB has refused to read or write one item for two minutes: the account or the table is throttled.',
    'Nothing, unless it lasts; then look at who else uses the table, and raise its limit.',
  ),
  AccessDenied: interrupted(
    'The importer may not read the file.',
    "Correct the policy of the bucket or of its key: docs/operations.md, 'An existing bucket'.",
  ),
  AccessDeniedException: interrupted(
    "The importer may not use a table, mostly a users table of the customer's own.",
    "Deploy with a setting usersTables that names the table, and let the importer's role decrypt with its key.",
  ),
  ResourceNotFoundException: interrupted(
    'A table is gone, mostly the users table that the project points at.',
    'Restore it, or point the project at another one: "audience-import project put PROJECT --users-table".',
  ),
  UsersTableKeyError: interrupted(
    'A users table has another key than the project says.',
    'Correct --users-key, --users-key-type and --users-sort-key of the project.',
  ),
  ValidationException: interrupted(
    "DynamoDB finds a request to one of the stack's own tables invalid; the log says which and why.",
    'Report it, it is a bug.',
  ),
  TimeoutError: interrupted('AWS did not answer in time.', 'Nothing, unless it lasts.'),
  BodyStalledError: interrupted(
    'AWS stopped sending over a connection that is open.',
    'Nothing, unless it lasts.',
  ),
  FileUnreadableError: interrupted(
    'S3 stopped sending the file again and again at the same place, or sent an error after its last byte.',
    'Nothing, unless it lasts; then upload the file again.',
  ),
  DamagedFileError: interrupted(
    'The bytes of the file are not those that S3 has a checksum of.',
    'Nothing, unless it lasts; then upload the file again.',
  ),
  DamagedPageError: interrupted(
    'A page of the users table came with a wrong checksum, again and again.',
    'Nothing, unless it lasts.',
  ),
  BrokenPageError: interrupted(
    'What came as a page of the users table is none.',
    'Nothing, unless it lasts; then report it, it is a bug.',
  ),
  MalformedItemError: interrupted(
    'An item of the stack is not what this version of the code writes.',
    'Undo what was written by hand, or deploy the version that wrote it.',
  ),
  ForgottenFileError: interrupted(
    'Something of an earlier import was still at work, and was refused.',
    'Nothing, unless it lasts; then report it, it is a bug.',
  ),
  SecondThreadError: interrupted(
    'The thread that reads files has died.',
    'Nothing, unless it lasts; then report it, it is a bug.',
  ),
  OutOfMemoryError: interrupted(
    'The function has no memory left.',
    'Nothing, unless it lasts; then report it, it is a bug: 500 MB fit.',
  ),
  TableFullError: interrupted(
    'The file has more distinct IDs than the table of the join has places.',
    'Report it, it is a bug: 500 MB fit.',
  ),
  AggregateError: interrupted(
    'The import failed, and so did letting go of its claim; the log has both errors. The message comes back before the ' +
      'claim has ended by itself, which takes a quarter of an hour at most, and is dropped.',
    'What the errors say.',
    { again: 'scan', told: 'never' },
  ),
  'any other': interrupted(
    "Something that nobody foresaw; the record has the error's name, the log all of it.",
    'What the error says.',
  ),

  superseded: released('The file was changed or removed since it was found.', 'Nothing.'),
  paused: released('The project is paused.', '"audience-import project resume PROJECT".'),
  'path-changed': released('The project has another path now.', 'Nothing.'),
  'project-gone': released('The project was deleted.', 'Nothing.'),
  'table-busy': released(
    'Other imports that were first need all that the users table or the memberships table gives. The file has kept its place.',
    'Nothing, unless it lasts; then raise usersWarmReadUnits or membershipsWarmWriteUnits.',
  ),
  'fenced-out': released(
    'Another import has taken over, or an operator deleted the audience or rolled it back.',
    'Nothing.',
  ),

  'not-due': dropped('The file was imported already, or is gone.', 'Nothing.'),
  'being-imported': dropped(
    'Another import of the file is running. A dead letter waits until that has ended.',
    'Nothing.',
  ),
  'unknown-file': dropped('No scan has seen a file of that name.', 'Nothing.'),

  'not-json': malformed('The body is not JSON.', 'Find out who else may send to the queue.'),
  'wrong-shape': malformed(
    'The body is JSON, but no order to import a file.',
    'Find out who else may send to the queue.',
  ),
  'from-the-future': malformed(
    'The message says that it was sent later than it was.',
    'Find out who else may send to the queue.',
  ),
  'unknown-project': malformed(
    'There is no project with that ID, and none of its files is known.',
    'Find out who else may send to the dead-letter queue.',
  ),
} satisfies Record<string, ErrorPolicy>;

export type Cause = keyof typeof errorPolicies;

type CauseOf<E extends Ending> = {
  [C in Cause]: (typeof errorPolicies)[C] extends ErrorPolicy<E> ? C : never;
}[Cause];

export type RejectionCause = CauseOf<'rejected'>;
export type HoldCause = CauseOf<'held'>;
export type FailureCause = CauseOf<'failed'>;
export type ReleaseReason = CauseOf<'released'>;
export type DropReason = CauseOf<'dropped'>;
export type MalformedReason = CauseOf<'malformed'>;
