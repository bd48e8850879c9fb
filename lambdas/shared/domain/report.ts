import { z } from 'zod';
import { reportsPath } from '../contract.ts';
import { clipText } from './clip-text.ts';
import { audienceNameOf } from './file-name.ts';

/**
 * The list of all unregistered IDs of one import.
 *
 * - `key`: of the object in the bucket
 * - `missing`: it was asked for, and was not written
 */
export const reportSchema = z.union([
  z.object({ key: z.string() }),
  z.object({ missing: z.enum(['no-time', 'failed']) }),
]);
export type Report = z.infer<typeof reportSchema>;

/** A key of S3 has 1,024 bytes, and a file name may have nearly as many. */
const mostNameBytes = 512;

/** Nobody else writes there: the import ID is drawn for one import. */
export const reportKey = (projectId: string, fileName: string, importId: string): string =>
  `${reportsPath}${projectId}/${clipText(audienceNameOf(fileName), mostNameBytes)}-${importId}.csv`;
