import { AudienceImportError } from '../../lambdas/shared/errors.ts';
import { type CliTexts, cliTexts } from './texts/texts.ts';

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

/** What is wrong, from the texts of any language. */
export type Tell = (say: CliTexts) => string;

/** An error whose reader has a language. Its message is in English, as logs are. */
export abstract class ToldError extends AudienceImportError {
  readonly #tell: Tell;

  constructor(tell: Tell, options?: ErrorOptions) {
    super(tell(cliTexts.en), options);
    this.#tell = tell;
  }

  sayIn(say: CliTexts): string {
    return this.#tell(say);
  }
}

/** The command was understood and cannot be carried out. The message says why and what to do. */
export class RefusedError extends ToldError {
  override readonly name = 'RefusedError';
}

/** Options or arguments that make no sense, alone or together. */
export class WrongUsageError extends ToldError {
  override readonly name = 'WrongUsageError';
}
