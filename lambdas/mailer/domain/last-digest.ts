import { z } from 'zod';
import { mailerPartition } from '../../shared/contract.ts';

/** An item of the audiences table that the mailer keeps for a project that has had a digest. */
export const lastDigestSchema = z.object({
  /** when it was begun, in milliseconds since 1970 */
  at: z.number(),
});

/** No project ID contains a slash. */
export const lastDigestKey = (projectId: string): { projectId: string; fileName: string } => ({
  projectId: mailerPartition,
  fileName: `digest/${projectId}`,
});
