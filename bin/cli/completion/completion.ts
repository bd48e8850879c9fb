import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { scripts, shells } from './scripts.ts';

const shellSchema = z.enum(shells);

/** `completion SHELL`: prints what the shell has to read. @param print on standard output */
export const addCompletionCommand = (program: Command, print: (text: string) => void): void => {
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: unknown) => {
      print(scripts[shellSchema.parse(shell)]);
    });
};
