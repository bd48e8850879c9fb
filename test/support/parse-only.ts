import type { Command } from 'commander';
import type { Language } from '../../lambdas/shared/texts/language.ts';
import { cliTexts } from '../../bin/cli/texts/texts.ts';
import { createProgram } from '../../bin/cli/program.ts';

/** What the command would do. */
export interface ParseOnly {
  program: Command;
  /** parses, and gives what was printed; `hasRun`: all was in order, and a subcommand would have begun */
  parse: (args: readonly string[]) => Promise<{ hasRun: boolean; printed: string }>;
}

/** The command without a stack: nothing of it is done. @param width columns of the terminal */
export const parseOnly = (width = 80, language: Language = 'en'): ParseOnly => {
  let hasRun = false;
  let printed = '';
  const run = (): Promise<void> => {
    hasRun = true;
    return Promise.resolve();
  };
  const print = (text: string): void => {
    printed += text;
  };
  const create = (): Command =>
    createProgram({
      onStack: run,
      onPatient: run,
      say: cliTexts[language],
      output: {
        writeOut: print,
        writeErr: print,
        getOutHelpWidth: () => width,
        getErrHelpWidth: () => width,
      },
    });
  return {
    program: create(),
    parse: async (args) => {
      hasRun = false;
      printed = '';
      try {
        await create().parseAsync(args, { from: 'user' });
      } catch (error) {
        printed += String(error);
      }
      return { hasRun, printed };
    },
  };
};
