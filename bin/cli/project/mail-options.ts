import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { onOrOff, parsedBy } from '../arguments/arguments.ts';

/** What administrators are mailed of. */
export const addMailOptions = (command: Command): Command =>
  command.addOption(
    new Option('--mail-on-success [on|off]').preset('on').argParser(parsedBy(onOrOff)),
  );

const optionsSchema = z.object({ mailOnSuccess: onOrOff }).partial();

export const readMailOptions = (options: unknown): Pick<ProjectSettings, 'mailOnSuccess'> => {
  const { mailOnSuccess } = optionsSchema.parse(options);
  return mailOnSuccess === undefined ? {} : { mailOnSuccess: mailOnSuccess === 'on' ? true : null };
};
