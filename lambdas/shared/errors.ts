/** Base of every error that this project throws on purpose. */
export abstract class AudienceImportError extends Error {
  abstract override readonly name: string;
}

/** The value that came from outside is not what it has to be; the message says which and why. */
export class InvalidInputError extends AudienceImportError {
  override readonly name = 'InvalidInputError';
}
