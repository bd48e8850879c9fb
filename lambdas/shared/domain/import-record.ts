import { z } from 'zod';
import { expiryAttribute } from '../contract.ts';
import { countsSchema } from './audience-item.ts';
import { diagnosisSchema } from './diagnosis.ts';
import { storedExplanationSchema } from './explanation.ts';
import { costSchema } from './prices.ts';
import { reportSchema } from './report.ts';
import { unregisteredSampleSchema } from './unregistered-sample.ts';

/** An item of the imports table: one attempt to turn one version of a file into an audience. */
export const importRecordSchema = z.object({
  /** `<projectId>/<fileName>` */
  audience: z.string(),
  importId: z.string(),
  /** name of the object under the project's path, where that is not the file name */
  object: z.string().optional(),
  etag: z.string(),
  /** why, where the file has not changed: users who have registered or left since are caught up with */
  trigger: z.literal('rematch').optional(),
  /** bytes of the file */
  size: z.number(),
  /** milliseconds since 1970 */
  startedAt: z.number(),
  endedAt: z.number(),
  /**
   * - `held`: complete, and live only if an operator approves it
   * - `interrupted`: something failed for now; the message came back, or the dead-letter function gave up
   * - `released`: nothing was to be done after all (`cause` says why)
   * - `failed`: it would take too long, or the dead-letter function gave up
   */
  outcome: z.enum([
    ...(['published', 'unchanged', 'held', 'rejected', 'failed'] as const),
    ...(['released', 'interrupted'] as const),
  ]),
  /** machine-readable; absent when published */
  cause: z.string().optional(),
  message: z.string().optional(),
  /** the same as values, for other languages than English; what earlier releases have written has none */
  explanation: storedExplanationSchema.optional(),
  /** 1-based, blank rows included */
  row: z.number().optional(),
  /** of the version published or held */
  version: z.number().optional(),
  /** what is known at the end; all of it when published or held: rows = duplicates + members + unregistered */
  counts: countsSchema.partial().optional(),
  /** how the registered users were found; `scan-then-lookup`: the table was larger than it had said */
  plan: z.enum(['lookup', 'scan', 'scan-then-lookup']).optional(),
  /** read units that this was expected to take, if that could be told; for all files that were read together */
  plannedUnits: z.number().optional(),
  /** where several files were read together: a reading of the users, by the import ID of its first file, and how many files shared it */
  pass: z.object({ id: z.string(), files: z.number() }).optional(),
  /** as DynamoDB reported them; of a reading that several files shared, an equal part for each */
  readUnits: z.number(),
  writeUnits: z.number(),
  /** of these units; those of earlier releases have none */
  cost: costSchema.optional(),
  /** milliseconds of each phase that was reached; of a reading of the users that several files shared, an equal part */
  durations: z.object({
    read: z.number().optional(),
    join: z.number().optional(),
    /** reading the live version, and comparing */
    compare: z.number().optional(),
    write: z.number().optional(),
    /** writing its report */
    report: z.number().optional(),
  }),
  /** why IDs of the file belong to nobody, where many do */
  diagnosis: diagnosisSchema.optional(),
  /** up to 20 of its unregistered IDs, each clipped to 64 bytes; absent where there are none */
  unregisteredSample: unregisteredSampleSchema.optional(),
  /** all of its unregistered IDs, where the project wants that */
  report: reportSchema.optional(),
  [expiryAttribute]: z.number(),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;

/** Partition key of an audience's records. */
export const recordPartition = (projectId: string, fileName: string): string =>
  `${projectId}/${fileName}`;
