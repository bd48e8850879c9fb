import { z } from 'zod';
import { type ScanSummary, scanSummarySchema } from '../../../lambdas/shared/contract.ts';
import { type Strays, straysSchema } from './find-strays.ts';
import { fileOutcomeSchema } from './wait-for-imports.ts';

const ofProject = scanSummarySchema.shape.projects.element;

/** What `scan --json` prints: counts of files. */
export const scanViewSchema = scanSummarySchema.extend({
  projects: z.array(ofProject.extend({ project: z.string().describe('the same as `projectId`') })),
  stoppedEarly: z.boolean().describe("the scanner's time ran out; the next scan goes on"),
  underNoProject: straysSchema
    .nullable()
    .describe('files that lie where no project has its path; null: it could not be looked at'),
  outcomes: z
    .array(fileOutcomeSchema)
    .optional()
    .describe('with --wait: what became of the files that were imported'),
});

export const viewScan = (
  { projects, stoppedEarly }: ScanSummary,
  underNoProject: Strays | null,
): z.infer<typeof scanViewSchema> => ({
  projects: projects.map((each) => ({ project: each.projectId, ...each })),
  stoppedEarly,
  underNoProject,
});
