/** Base of every error that this project throws on purpose. */
export abstract class AudienceImportError extends Error {
  abstract override readonly name: string;
}
