import { maxFileBytes } from '../shared/contract.ts';
import { countOf } from '../shared/domain/count-of.ts';
import {
  errorPolicies,
  type FailureCause,
  type RejectionCause,
  type ReleaseReason,
} from '../shared/domain/error-policies.ts';
import type { ForeignFormat } from '../shared/domain/foreign-format.ts';
import { audienceNameOf } from '../shared/domain/file-name.ts';
import { fillIn } from '../shared/domain/fill-in.ts';
import { shellWord } from '../shared/domain/shell-word.ts';
import { showText } from '../shared/domain/show-text.ts';
import { AudienceImportError } from '../shared/errors.ts';
import type {
  BrokenPacking,
  BrokenPackingError,
} from '../shared/unpacking/broken-packing-error.ts';
import { describeColumn, nameDelimiter, optionOf } from './columns-advice.ts';

/** What people can do, as docs/errors.md says it, too. */
export const remedyOf = (cause: RejectionCause | FailureCause): string =>
  errorPolicies[cause].remedy;

/**
 * The file cannot become an audience, however often it is tried as things are. The message is for the
 * project's administrators.
 */
export class FileRejectedError extends AudienceImportError {
  override readonly name = 'FileRejectedError';
  /** not `cause`: that is the error behind this one */
  readonly reason: RejectionCause;
  /** 1-based, blank rows included */
  readonly row: number | undefined;

  constructor(
    reason: RejectionCause,
    message: string,
    { row, ...options }: { row?: number; cause?: unknown } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.row = row;
  }
}

export const fileTooLarge = (bytes: number): FileRejectedError =>
  new FileRejectedError(
    'too-large',
    `The file has ${bytes} bytes; at most ${maxFileBytes} (500 MB) are allowed. ${remedyOf('too-large')}`,
  );

/** Nobody knows how large a packed file would get: it is read no further. */
export const unpackedTooLarge = (): FileRejectedError =>
  new FileRejectedError(
    'too-large',
    `The file is packed, and has more than ${maxFileBytes} bytes (500 MB) unpacked. ${remedyOf('too-large')}`,
  );

const howBroken: Readonly<Record<BrokenPacking, string>> = {
  truncated: `ends too early. ${remedyOf('damaged-archive')}`,
  'too-wide': 'needs more memory to unpack than there is. Pack it with zstd --long=27 at most.',
  damaged: `is damaged. ${remedyOf('damaged-archive')}`,
};

export const damagedArchive = (error: BrokenPackingError): FileRejectedError =>
  new FileRejectedError('damaged-archive', `The file is packed, and ${howBroken[error.how]}`, {
    cause: error,
  });

/** Of text, one sees what it is about: the message of a server, mostly. */
const readable: readonly RejectionCause[] = ['html', 'xml', 'json'];
const shownBytes = 100;

/** @param start its first bytes */
export const foreignFile = (
  { cause, thing }: ForeignFormat,
  start: Uint8Array,
): FileRejectedError => {
  const text = Buffer.from(start.subarray(0, shownBytes)).toString('utf8').trim();
  return new FileRejectedError(
    cause,
    `The file is not CSV: it is ${thing}. ${remedyOf(cause)}` +
      (readable.includes(cause) ? ` It begins: ${showText(text)}` : ''),
  );
};

export const fileEmpty = (): FileRejectedError =>
  new FileRejectedError('empty', `The file has no user ID. ${remedyOf('empty')}`);

export const collidingIds = (cause: Error): FileRejectedError =>
  new FileRejectedError(
    'colliding-ids',
    `The IDs of the file were built so that their hashes collide. ${remedyOf('colliding-ids')}`,
    { cause },
  );

/** @param firstId what stands in the first row that is not blank */
export const otherDelimiter = (
  delimiter: string,
  firstId: string,
  audience: { projectId: string; fileName: string },
): FileRejectedError => {
  const remedy = fillIn(remedyOf('other-delimiter'), {
    PROJECT: audience.projectId,
    NAME: shellWord(audienceNameOf(audience.fileName)),
    DELIMITER: optionOf(delimiter),
  });
  const columns = describeColumn(firstId.split(delimiter));
  return new FileRejectedError(
    'other-delimiter',
    `None of the file's IDs belongs to a user, and ${nameDelimiter(delimiter)} comes equally often in each of its first rows. ` +
      `${remedy} ${columns} The first row reads: ${showText(firstId)}`,
  );
};

export const badName = (): FileRejectedError =>
  new FileRejectedError(
    'bad-name',
    "The file's name contains control or text-direction characters, which can make it look like another " +
      `name. ${remedyOf('bad-name')}`,
  );

export const limitReached = (limit: number): FileRejectedError =>
  new FileRejectedError(
    'limit',
    `The project's limit is ${countOf(limit, 'audience')}, and it has no place for another one. ` +
      remedyOf('limit'),
  );

/**
 * The import cannot be done as things are, and trying again at once would not help. It is recorded and told, and the
 * file is due again by the retry schedule. The message is for the project's administrators.
 */
export class ImportFailedError extends AudienceImportError {
  override readonly name = 'ImportFailedError';
  /** not `cause`: that is the error behind this one */
  readonly reason: FailureCause;

  constructor(reason: FailureCause, message: string) {
    super(message);
    this.reason = reason;
  }
}

export const archived = (): ImportFailedError =>
  new ImportFailedError('archived', `${errorPolicies.archived.what} ${remedyOf('archived')}`);

/** The function's time is running out. */
export const tooSlow = (): ImportFailedError =>
  new ImportFailedError(
    'too-slow',
    'The import did not end within the time that a function may run, and nothing of it was published. ' +
      remedyOf('too-slow'),
  );

/** @param versions of the audience that are still stored */
export const collectorBehind = (versions: number): ImportFailedError =>
  new ImportFailedError(
    'collector-behind',
    `${versions} earlier versions of the audience are still stored, and no more can be before some of them are ` +
      `removed. Nothing of the file was read. ${remedyOf('collector-behind')}`,
  );

/**
 * @param seconds that finding the members would take
 * @param readCap read units a second that the project's own table gives; undefined for the stack's
 * @param isSet the project says so
 */
export const usersSourceTooSlow = (
  seconds: number,
  readCap: number | undefined,
  isSet: boolean,
): ImportFailedError =>
  new ImportFailedError(
    'users-source-too-slow',
    `Finding out who of the file is registered would take about ${Math.ceil(seconds / 60)} minutes, longer than an ` +
      `import may. ${readCap === undefined ? remedyOf('users-source-too-slow') : raiseCap(readCap, isSet)}`,
  );

const raiseCap = (readCap: number, isSet: boolean): string =>
  isSet
    ? `Raise the project's --users-max-read-units, which is ${readCap}.`
    : `The users table of your own gives ${readCap} read units a second as long as the project does not say more: ` +
      'set its --users-max-read-units to what the table can spare. It may be scanned then, too.';

/** The message is no order to import a file. */
export class MalformedMessageError extends AudienceImportError {
  override readonly name = 'MalformedMessageError';
}

/** There is nothing to be done about the file as things are. */
export class NotWantedError extends AudienceImportError {
  override readonly name = 'NotWantedError';
  readonly reason: ReleaseReason;

  constructor(reason: ReleaseReason) {
    super(errorPolicies[reason].what);
    this.reason = reason;
  }
}

/** The object is no longer the one that was claimed: it was overwritten or removed since a scan saw it. */
export class FileSupersededError extends AudienceImportError {
  override readonly name = 'FileSupersededError';
}
