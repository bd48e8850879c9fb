import {
  defaultLanguage,
  type Language,
  languageOf,
} from '../../../lambdas/shared/texts/language.ts';

/** Of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The language that somebody wants who runs the command: `--lang`, or AUDIENCE_IMPORT_LANG, or that of the shell.
 *
 * @param args before they are parsed: help and errors are told in it, too
 */
export const chooseLanguage = (args: readonly string[], environment: Environment): Language => {
  const { AUDIENCE_IMPORT_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  // An empty one is as good as none: POSIX.
  const ofShell = [LC_ALL, LC_MESSAGES, LANG].find((tag) => tag !== undefined && tag !== '');
  const wanted = [givenIn(args), AUDIENCE_IMPORT_LANG, ofShell].map((tag = '') => languageOf(tag));
  return wanted.find((language) => language !== undefined) ?? defaultLanguage;
};

/** The last one counts, as for all options. What is behind -- is none. */
const givenIn = (args: readonly string[]): string | undefined => {
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  return options
    .flatMap((word, index) => {
      if (word === '--lang') return options[index + 1] ?? [];
      return word.startsWith('--lang=') ? word.slice('--lang='.length) : [];
    })
    .at(-1);
};
