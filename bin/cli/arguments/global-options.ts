import type { Command } from 'commander';
import { z } from 'zod';
import { defaultStackName } from '../../../lambdas/shared/contract.ts';

const schema = z
  .object({
    json: z.boolean().default(false),
    local: z.boolean().default(false),
    stack: z.string(),
    state: z.string().optional(),
    region: z.string().optional(),
    profile: z.string().optional(),
  })
  // Only a local stack has such a folder.
  .transform((options) => ({ ...options, local: options.local || options.state !== undefined }));

/** Options that every command takes, before or after its name. */
export type GlobalOptions = z.infer<typeof schema>;

export const addGlobalOptions = (program: Command): Command =>
  program
    .option('--json', 'print the result as one JSON document')
    .option('--local', 'use the local stack that "npm start" runs')
    .option('--state <folder>', 'use the local stack with this state folder, such as .local')
    .option('--stack <name>', 'use this CloudFormation stack', defaultStackName)
    .option('--region <name>', 'AWS region, in place of the usual environment')
    .option('--profile <name>', 'AWS profile, in place of the usual environment');

export const readGlobalOptions = (program: Command): GlobalOptions => schema.parse(program.opts());
