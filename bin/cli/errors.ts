import { AudienceImportError } from '../../lambdas/shared/errors.ts';

/** What the command tells the shell. */
export const exitCodes = {
  done: 0,
  /** refused or failed: the reason is on standard error */
  failed: 1,
  wrongUsage: 2,
  /** `audience contains`: neither yes nor no; `audience which`: not of every audience */
  couldNotTell: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command was understood and cannot be carried out. The message says why and what to do. */
export class RefusedError extends AudienceImportError {
  override readonly name = 'RefusedError';
}

/** Options or arguments that make no sense, alone or together. */
export class WrongUsageError extends AudienceImportError {
  override readonly name = 'WrongUsageError';
}
