import {
  dropped,
  type Ending,
  type ErrorPolicy,
  failed,
  held,
  interrupted,
  malformed,
  released,
} from './error-policy.ts';
import { decideOnHeld, remedies } from '../texts/en/remedies.ts';
import { placeholders } from '../texts/explain.ts';
import { rejectionPolicies } from './rejection-policies.ts';

const decide = decideOnHeld(placeholders);

/**
 * Every cause for which an import does not publish. The types of the errors and of what is stored are taken from here,
 * so that there is none without a policy; a test runs each of them. `npm run docs` writes docs/errors.md from it.
 *
 * A cause of an interruption is the name of the error, as the import's record has it.
 */
export const errorPolicies = {
  ...rejectionPolicies,

  'would-be-empty': held(
    'Nobody would be left: none of the IDs in the file belongs to a registered user, and the audience has members.',
    decide,
  ),
  'too-few': held('The audience would have fewer members than --min-members asks for.', decide),
  shrinks: held(
    'The audience would lose a larger share of its members than --max-shrink allows.',
    decide,
  ),
  grows: held('The audience would grow by a larger share than --max-growth allows.', decide),
  'first-version': held(
    'It is the first list of the audience, and --hold-first has such lists held.',
    decide,
  ),

  'too-slow': failed(
    'The import did not end within the time that a function may run.',
    remedies['too-slow'](),
  ),
  'users-source-too-slow': failed(
    'Finding out who of the file is registered would take longer than an import may.',
    remedies['users-source-too-slow'](),
  ),
  'collector-behind': failed(
    '800 earlier versions of the audience are still stored, and no more can be.',
    remedies['collector-behind'](),
  ),
  archived: failed(
    'The file is in an archive of S3 (Glacier), which does not give it out.',
    remedies.archived(),
  ),
  'gave-up': failed(
    'Each time that its message was delivered, the import was interrupted, which its records tell, or Lambda had nothing free to run it with.',
    remedies['gave-up'](placeholders),
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
    'Correct the policy of the bucket or of its key: docs/buckets.md.',
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
  DamagedAnswerError: interrupted(
    'An answer of the users table came with a wrong checksum, again and again.',
    'Nothing, unless it lasts.',
  ),
  BrokenPageError: interrupted(
    'An answer of the users table is not a page of it.',
    'Nothing, unless it lasts; then report it, it is a bug.',
  ),
  MalformedItemError: interrupted(
    'An item of the stack is not what this version of the code writes.',
    'Undo what was written by hand, or deploy the version that wrote it.',
  ),
  NewerItemError: interrupted(
    'An item of the stack was written by a later release.',
    'Deploy that release again: see [going back](upgrading.md#going-back).',
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
  'no-time-left': released(
    'The files that were imported together with it took all the time that a function has. The next scan sends it again.',
    'Nothing, unless it lasts; then raise membershipsWarmWriteUnits, so that more is written a second.',
  ),
  'fenced-out': released(
    'Another import has taken over, or an operator deleted the audience or rolled it back.',
    'Nothing.',
  ),

  'not-due': dropped(
    'The file was imported already, is gone, or its audience was deleted since.',
    'Nothing.',
  ),
  'being-imported': dropped(
    'Another import of the file is running. A dead letter waits until that has ended.',
    'Nothing.',
  ),
  'sent-again': dropped(
    'It is a dead letter, and no scan waits for it: the file was let go, or has changed since, and another message imports it.',
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
