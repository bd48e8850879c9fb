import { AudienceImportError } from '../../lambdas/shared/errors.ts';

/** What the command tells the shell; `texts/` says in every language what each of them means. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  couldNotTell: 3,
  /** what shells say of a program that Ctrl-C has ended */
  interrupted: 130,
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
