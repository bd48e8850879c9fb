import { maxFileBytes } from '../shared/contract.ts';
import { AudienceImportError } from '../shared/errors.ts';

/** Machine-readable causes of a rejection; they are stored in the outcome. */
export type RejectionCause =
  | 'too-large'
  | 'empty'
  | 'not-utf8'
  | 'utf-16'
  | 'unclosed-quote'
  | 'broken-quote'
  | 'several-columns'
  | 'colliding-ids'
  | 'limit'
  | 'bad-name';

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
    `The file has ${bytes} bytes; at most ${maxFileBytes} (500 MB) are allowed. Split it into several audiences.`,
  );

export const fileEmpty = (): FileRejectedError =>
  new FileRejectedError(
    'empty',
    'The file has no user ID. To empty the audience on purpose, upload a file with one ID that no user has.',
  );

export const collidingIds = (cause: Error): FileRejectedError =>
  new FileRejectedError(
    'colliding-ids',
    'The IDs of the file were built so that their hashes collide. Issue the users other IDs.',
    { cause },
  );

export const badName = (): FileRejectedError =>
  new FileRejectedError(
    'bad-name',
    "The file's name contains control or text-direction characters, which can make it look like another " +
      'name. Rename the file.',
  );

export const limitReached = (limit: number): FileRejectedError =>
  new FileRejectedError(
    'limit',
    `The project's limit is ${limit} audience${limit === 1 ? '' : 's'}, and it has no place for another one. Delete what is no longer ` +
      'needed, or raise the limit; the file is then imported by itself.',
  );

/**
 * The import cannot be done as things are, and trying again at once would not help. It is recorded and told, and the
 * file is due again by the retry schedule. The message is for the project's administrators.
 */
export class ImportFailedError extends AudienceImportError {
  override readonly name = 'ImportFailedError';
  /** not `cause`: that is the error behind this one */
  readonly reason: 'too-slow' | 'users-source-too-slow' | 'collector-behind';

  constructor(reason: ImportFailedError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The function's time is running out. */
export const tooSlow = (): ImportFailedError =>
  new ImportFailedError(
    'too-slow',
    'The import did not end within the time that a function may run, and nothing of it was published. Raise ' +
      'membershipsWarmWriteUnits or usersWarmReadUnits, so that more is written and read a second, or import ' +
      'fewer files at the same time (importerMaxConcurrency).',
  );

/** @param versions of the audience that are still stored */
export const collectorBehind = (versions: number): ImportFailedError =>
  new ImportFailedError(
    'collector-behind',
    `${versions} earlier versions of the audience are still stored, and no more can be before some of them are ` +
      'removed. Nothing of the file was read. Ask those who operate audience-import to look after the collector.',
  );

/** @param seconds that finding the members would take */
export const usersSourceTooSlow = (
  seconds: number,
  maxReadUnits: number | undefined,
): ImportFailedError =>
  new ImportFailedError(
    'users-source-too-slow',
    `Finding out who of the file is registered would take about ${Math.ceil(seconds / 60)} minutes, longer than an ` +
      `import may. ${
        maxReadUnits === undefined
          ? 'Raise usersWarmReadUnits; or, if the project has a users table of your own, set --users-max-read-units, ' +
            'so that it may be scanned.'
          : `Raise the project's --users-max-read-units, which is ${maxReadUnits}.`
      }`,
  );

/** The object is no longer the one that the message speaks of: it was overwritten or removed. */
export class FileSupersededError extends AudienceImportError {
  override readonly name = 'FileSupersededError';
}
