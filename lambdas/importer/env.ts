import { z } from 'zod';
import { env } from '../shared/contract.ts';

const schema = z
  .object({
    // Lambda sets it.
    AWS_REGION: z.string().min(1),
    [env.bucket]: z.string().min(1),
    [env.importQueueUrl]: z.url(),
    [env.projectsTable]: z.string().min(1),
    [env.audiencesTable]: z.string().min(1),
    [env.membershipsTable]: z.string().min(1),
    [env.importsTable]: z.string().min(1),
    [env.usersTable]: z.string().min(1),
    [env.usersPlan]: z.enum(['cheaper', 'lookup', 'scan']).default('cheaper'),
  })
  .transform((source) => ({
    region: source.AWS_REGION,
    bucket: source[env.bucket],
    importQueueUrl: source[env.importQueueUrl],
    projectsTable: source[env.projectsTable],
    audiencesTable: source[env.audiencesTable],
    membershipsTable: source[env.membershipsTable],
    importsTable: source[env.importsTable],
    usersTable: source[env.usersTable],
    usersPlan: source[env.usersPlan],
  }));

export type Env = z.infer<typeof schema>;

/** @throws ZodError naming the variables that are missing */
export const loadEnv = (source: NodeJS.ProcessEnv = process.env): Env => schema.parse(source);
