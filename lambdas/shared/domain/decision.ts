import { z } from 'zod';
import { decisionsPartition, expiryAttribute } from '../contract.ts';
import { recordPartition } from './import-record.ts';

export const decisionActions = ['delete', 'approve', 'discard', 'rollback', 'retry'] as const;

/** A version that campaigns read, or have read. */
export const readVersionSchema = z.object({ version: z.number(), members: z.number() });
export type ReadVersion = z.infer<typeof readVersionSchema>;

export const decidedBySchema = z.object({
  via: z.enum(['screen', 'command']),
  /** whoever it was, if that is known */
  principal: z.string().optional(),
  /** of CloudWatch */
  dashboard: z.string().optional(),
  /** account of the dashboard */
  account: z.string().optional(),
  /** ID of the call to the function: CloudTrail, if it records them, has under it who has called */
  request: z.string().optional(),
});
export type DecidedBy = z.infer<typeof decidedBySchema>;

/** An item of the imports table: what an operator has decided on an audience. */
export const decisionSchema = z.object({
  /** `#decisions/<projectId>/<fileName>` */
  audience: z.string(),
  /** of the decision, in the place of an import's; sorts by time */
  importId: z.string(),
  action: z.enum(decisionActions),
  /** milliseconds since 1970 */
  at: z.number(),
  /** what campaigns have read until then; null: nothing; absent where it stays the same anyway */
  before: readVersionSchema.nullable().optional(),
  /** what they read from then on */
  after: readVersionSchema.nullable().optional(),
  /** what was held, and nobody can read any more */
  dropped: readVersionSchema.optional(),
  /** of a deletion whose audience has changed meanwhile, and stays: only its file is deleted */
  onlyFile: z.boolean().optional(),
  by: decidedBySchema,
  [expiryAttribute]: z.number(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** Whether campaigns read the same as before: something was dropped, or only a file deleted. */
export const changesNothingRead = ({
  dropped,
  onlyFile,
}: Pick<Decision, 'dropped' | 'onlyFile'>): boolean => dropped !== undefined || onlyFile === true;

/** Partition key of what was decided on an audience. */
export const decisionPartition = (projectId: string, fileName: string): string =>
  `${decisionsPartition}/${recordPartition(projectId, fileName)}`;
