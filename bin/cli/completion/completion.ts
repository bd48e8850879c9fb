import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { scripts, shells } from './scripts.ts';

const shellSchema = z.enum(shells);

/** `completion SHELL`: prints what the shell has to read. @param print on standard output */
export const addCompletionCommand = (program: Command, print: (text: string) => void): void => {
  program
    .command('completion')
    .description('print a script with which the tab key completes commands, options and names')
    .addArgument(new Argument('<shell>', 'the shell that reads it').choices(shells))
    .action((shell: unknown) => {
      print(scripts[shellSchema.parse(shell)]);
    });
};
