import { z } from 'zod';
import { env } from '../shared/contract.ts';

const schema = z
  .object({
    // Lambda sets it.
    AWS_REGION: z.string().min(1),
    [env.projectsTable]: z.string().min(1),
    [env.audiencesTable]: z.string().min(1),
    [env.importsTable]: z.string().min(1),
    [env.actionsFunctionArn]: z.string().min(1),
  })
  .transform((source) => ({
    region: source.AWS_REGION,
    projectsTable: source[env.projectsTable],
    audiencesTable: source[env.audiencesTable],
    importsTable: source[env.importsTable],
    actionsFunction: source[env.actionsFunctionArn],
  }));

export type Env = z.infer<typeof schema>;

/** @throws ZodError naming the variables that are missing */
export const loadEnv = (source: NodeJS.ProcessEnv = process.env): Env => schema.parse(source);
