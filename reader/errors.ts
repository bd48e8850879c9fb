import { AudienceImportError } from '../lambdas/shared/errors.ts';

/** This Node cannot read the members' format. */
export class UnsupportedNodeError extends AudienceImportError {
  override readonly name = 'UnsupportedNodeError';
}

/** No file of this name was ever seen, or none was published. */
export class AudienceNotFoundError extends AudienceImportError {
  override readonly name = 'AudienceNotFoundError';
}

/**
 * Chunks of the snapshot are gone: it was superseded and its grace period has passed. Never to be taken
 * for "not a member"; open a new snapshot.
 */
export class VersionGoneError extends AudienceImportError {
  override readonly name = 'VersionGoneError';
}

/**
 * A version is stored in a form that this release of the reader does not know: the stack is newer, or the
 * item is damaged. Nothing can be said of its members; install the reader of the stack's release.
 */
export class UnknownFormatError extends AudienceImportError {
  override readonly name = 'UnknownFormatError';
}

/** @param what cannot be read, @param why as a sentence, its full stop left out */
export const unknownForm = (what: string, why: string, cause?: unknown): UnknownFormatError =>
  new UnknownFormatError(
    `${what} is stored in a form that this release of @audience-import/reader does not know. ` +
      `Install the release that the stack has. ${why}`,
    { cause },
  );

/** A table is not there: its name, or the client's region or account, is another one's. */
export class TableNotFoundError extends AudienceImportError {
  override readonly name = 'TableNotFoundError';
}

/** An option is missing, or has a value that it cannot have. */
export class InvalidOptionError extends AudienceImportError {
  override readonly name = 'InvalidOptionError';
}
