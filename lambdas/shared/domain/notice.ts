import { z } from 'zod';
import { diagnosisSchema } from './diagnosis.ts';
import { storedExplanationSchema } from './explanation.ts';

/**
 * Something that a project's administrators have to be told, written into the audience's item together with
 * what it tells of, and removed by the mailer once it is sent.
 */
export const noticeSchema = z.object({
  /**
   * - `rejected`: the file is at fault; it is not tried again
   * - `failed`: the import could not be done; it is tried again
   * - `recovered`: published after something else had been told; with the cause `published`, which releases before do not know of, what is
   *   published although nothing was wrong before
   * - `emptied`: published without any member, and the version before had some
   * - `unregistered`: published, with many more IDs that nobody has than before, and `diagnosis` says why
   * - `shrunk`: published, and the version before had more than twice as many members
   * - `published-empty`: without any member, and there was no version before
   * - `held`: complete, and not published until an operator approves it
   * - `approved`: what was held is published
   * - `ignored`: of the project: objects under its path are no files of audiences, and look as if somebody meant them to be
   * - `stale`: the file has not changed for longer than is expected, or is gone for so long
   * - `fresh`: it has changed again
   * - `hold-expired`: nobody has approved it in time, and it is dropped
   */
  kind: z.enum([
    'rejected',
    'failed',
    'recovered',
    'emptied',
    'shrunk',
    'unregistered',
    'published-empty',
    'held',
    'approved',
    'hold-expired',
    'ignored',
    'stale',
    'fresh',
  ]),
  /** machine-readable; equals `kind` where there is no other */
  cause: z.string(),
  /** a sentence or two for people: what is wrong, where, what to do; empty where `kind` says it all */
  message: z.string(),
  /** the same as values, for other languages than English; what earlier releases have written has none */
  explanation: storedExplanationSchema.optional(),
  /** 1-based, blank rows included */
  row: z.number().optional(),
  importId: z.string(),
  /** of the object, where that is not called like the file: `.CSV`, `.csv.gz` */
  suffix: z.string().optional(),
  etag: z.string(),
  /** milliseconds since 1970 */
  at: z.number(),
  /** what readers see after it */
  live: z.object({ version: z.number(), members: z.number() }).optional(),
  /** what is held, or was */
  held: z.object({ version: z.number(), members: z.number() }).optional(),
  /** why IDs of the file belong to nobody, where many do */
  diagnosis: diagnosisSchema.optional(),
  /** all unregistered IDs of the import are in a report, whose key is made of the names and the import ID */
  hasReport: z.boolean().optional(),
  /** when the file has changed last, in milliseconds since 1970, and within how many hours it should have; whether it is gone */
  freshness: z
    .object({ changedAt: z.number(), hours: z.number(), isMissing: z.boolean().optional() })
    .optional(),
  /** of the same kind, and of the same cause as a rule, which have made room; the times are when the first and the last of them were written */
  earlier: z.object({ count: z.number(), first: z.number(), last: z.number() }).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Cause of what is told because a project wants to hear of what goes well. No kind: the release before reads none that is new. */
export const successCause = 'published';

/** Cause of a rejection that ends by itself: the project has no place for the file. */
export const limitCause = 'limit';

/** Causes that were told of one state of the file, so that no mail is repeated. */
export const toldSchema = z.object({ etag: z.string(), causes: z.array(z.string()) });
export type Told = z.infer<typeof toldSchema>;

/** Key in the map `notices` of an audience's item. */
export const noticeKey = ({ importId, cause }: Pick<Notice, 'importId' | 'cause'>): string =>
  `${importId}:${cause}`;

export const wasTold = (told: Told | undefined, { etag, cause }: Notice): boolean =>
  told?.etag === etag && told.causes.includes(cause);

export const afterTelling = (told: Told | undefined, { etag, cause }: Notice): Told => ({
  etag,
  causes: told?.etag === etag ? [...told.causes, cause] : [cause],
});
