import { z } from 'zod';
import { env } from '../shared/contract.ts';

const schema = z
  .object({
    [env.projectsTable]: z.string().min(1),
    [env.audiencesTable]: z.string().min(1),
    [env.membershipsTable]: z.string().min(1),
    [env.collectorMaxWriteUnits]: z.coerce.number().int().positive(),
  })
  .transform((source) => ({
    projectsTable: source[env.projectsTable],
    audiencesTable: source[env.audiencesTable],
    membershipsTable: source[env.membershipsTable],
    maxWriteUnits: source[env.collectorMaxWriteUnits],
  }));

export type Env = z.infer<typeof schema>;

/** @throws ZodError naming the variables that are missing */
export const loadEnv = (source: NodeJS.ProcessEnv = process.env): Env => schema.parse(source);
