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
