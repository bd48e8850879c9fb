import { type Command, Option } from 'commander';
import { z } from 'zod';
import { notEmpty, parsedBy } from './arguments.ts';
import { languages } from '../../../lambdas/shared/texts/language.ts';
import { WrongUsageError } from '../errors.ts';
import { defaultStackName } from '../../../lambdas/shared/contract.ts';

const schema = z
  .object({
    json: z.boolean().default(false),
    local: z.boolean().default(false),
    stack: z.string().optional(),
    state: z.string().optional(),
    region: z.string().optional(),
    profile: z.string().optional(),
  })
  // Only a local stack has such a folder.
  .transform(({ stack = defaultStackName, ...options }) => ({
    ...options,
    stack,
    local: options.local || options.state !== undefined,
  }));

/** Options that every command takes, before or after its name. */
export type GlobalOptions = z.infer<typeof schema>;

export const addGlobalOptions = (program: Command): Command =>
  program
    .option('--json')
    .addOption(new Option('--lang <language>').choices(languages))
    .option('--no-color')
    .option('--local')
    .option('--state <folder>', '', parsedBy(notEmpty))
    .option('--stack <name>', '', parsedBy(notEmpty))
    .option('--region <name>', '', parsedBy(notEmpty))
    .option('--profile <name>', '', parsedBy(notEmpty));

/** @throws WrongUsageError when they name two stacks */
export const readGlobalOptions = (program: Command): GlobalOptions => {
  const given = program.opts();
  const ofAws = ['stack', 'region', 'profile'].find((name) => given[name] !== undefined);
  const ofLocal = ['local', 'state'].find((name) => given[name] !== undefined);
  if (ofAws !== undefined && ofLocal !== undefined)
    throw new WrongUsageError(({ stack }) => stack.localOrAws(`--${ofLocal}`, `--${ofAws}`));
  return schema.parse(given);
};
