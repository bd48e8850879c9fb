import { AudienceImportError } from '../lambdas/shared/errors.ts';

/** The local stack cannot do what was asked. The message says what, where, and the remedy. */
export class LocalStackError extends AudienceImportError {
  override readonly name = 'LocalStackError';
}
