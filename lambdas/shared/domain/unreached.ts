import { z } from 'zod';
import { mailerPartition } from '../contract.ts';
import { noticeSchema } from './notice.ts';

const epochMillis = z.number();

/** An administrator's address that SES refuses. */
export const refusedAddressSchema = z.object({
  /** of SES's last answer, such as `MessageRejected` */
  code: z.string(),
  /** when it was refused first, since it was reached last */
  since: epochMillis,
  /** when it was tried last */
  tried: epochMillis,
  /** notices that others have got since */
  missed: z.number(),
});
export type RefusedAddress = z.infer<typeof refusedAddressSchema>;

/**
 * An item of the audiences table that the mailer keeps for a project: whom it could not reach, and with what. The notices
 * themselves are gone from the audiences as soon as anybody was reached.
 */
export const unreachedSchema = z.object({
  /** by address */
  addresses: z.record(z.string(), refusedAddressSchema),
  /** the last ones that somebody has not got, oldest first */
  notices: z.array(
    z.object({
      fileName: z.string(),
      notice: noticeSchema,
      /** hashes of the addresses that have it */
      reached: z.array(z.string()),
    }),
  ),
});
export type Unreached = z.infer<typeof unreachedSchema>;

/** More are only counted, for each address. */
export const mostUnreachedNotices = 20;

export const unreachedKey = (projectId: string): { projectId: string; fileName: string } => ({
  projectId: mailerPartition,
  fileName: projectId,
});
