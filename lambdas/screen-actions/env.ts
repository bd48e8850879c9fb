import { z } from 'zod';
import { env } from '../shared/contract.ts';

const schema = z
  .object({
    [env.bucket]: z.string().min(1),
    [env.projectsTable]: z.string().min(1),
    [env.audiencesTable]: z.string().min(1),
    [env.importsTable]: z.string().min(1),
  })
  .transform((source) => ({
    bucket: source[env.bucket],
    projectsTable: source[env.projectsTable],
    audiencesTable: source[env.audiencesTable],
    importsTable: source[env.importsTable],
  }));

export type Env = z.infer<typeof schema>;

/** @throws ZodError naming the variables that are missing */
export const loadEnv = (source: NodeJS.ProcessEnv = process.env): Env => schema.parse(source);
