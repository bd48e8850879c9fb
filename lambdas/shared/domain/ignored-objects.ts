import { z } from 'zod';
import { clipText } from './clip-text.ts';
import { fileNameOfObject, isHidden } from './file-name.ts';
import { type IgnoredReason, ignoredReasons } from './ignored-reasons.ts';

export { type IgnoredReason, ignoredReasons } from './ignored-reasons.ts';

const reasonSchema = z.enum(ignoredReasons);

const someSchema = z.object({
  count: z.number(),
  /** the first of them, clipped */
  examples: z.array(z.string()),
});
export type IgnoredSome = z.infer<typeof someSchema>;

export const ignoredByReasonSchema = z.partialRecord(reasonSchema, someSchema);
export type IgnoredByReason = z.infer<typeof ignoredByReasonSchema>;

/** An item of the audiences table that the scanner keeps for a project: what a scan of all of it has ignored last. */
export const ignoredObjectsSchema = z.object({
  /** when that scan began; milliseconds since 1970 */
  at: z.number(),
  reasons: ignoredByReasonSchema,
  /** there was no object at all */
  isEmpty: z.boolean(),
  /**
   * of which the administrators were told: of what there is, or of what is gone since, or, of what is there again since
   * `backSince` (milliseconds since 1970), not yet
   */
  told: z.partialRecord(
    reasonSchema,
    z.object({ isGone: z.boolean().optional(), backSince: z.number().optional() }),
  ),
  /** the project's ID while the mailer has to tell of it */
  pending: z.string().optional(),
});
export type IgnoredObjects = z.infer<typeof ignoredObjectsSchema>;

const ignoredPartition = '#ignored';

export const isIgnoredKey = ({ projectId }: { projectId: string }): boolean =>
  projectId === ignoredPartition;

/** Key in the audiences table: no project is called so. */
export const ignoredKey = (projectId: string): { projectId: string; fileName: string } => ({
  projectId: ignoredPartition,
  fileName: projectId,
});

/** Under this name the mailer knows it: no file is called so. */
export const ignoredFileName = '#ignored';

const mostExamples = 3;
const mostExampleBytes = 200;

export const addExample = (some: IgnoredSome | undefined, name: string): IgnoredSome => {
  const { count = 0, examples = [] } = some ?? {};
  return {
    count: count + 1,
    examples:
      examples.length < mostExamples ? [...examples, clipText(name, mostExampleBytes)] : examples,
  };
};

/** What programs write beside a file, or while they write it. */
const companion =
  /(?:\.(?:part|filepart|partial|tmp|temp|crdownload|download|bak|swp|lock|md5|sha\d*|ok|done|ctl|metadata|manifest)|~|_\$folder\$)$/i;
/** What lists of IDs are sometimes called, and what was `.csv` once. */
const listLike =
  /\.csv|\.(?:txt|tsv|tab|lst|list|dat|xls[xmb]?|ods|parquet|avro|orc|zip|gz|zst|bz2|xz|7z|rar)\s*$/i;

/** @param name of the object behind the project's path; of a folder with a slash at its end */
export const ignoredReasonOf = (name: string): IgnoredReason => {
  if (isHidden(name)) return 'hidden';
  if (name.endsWith('/'))
    return fileNameOfObject(name.slice(0, -1)) === undefined ? 'folder' : 'csv-folder';
  if (fileNameOfObject(name) !== undefined) return 'shadowed';
  if (companion.test(name) || name.startsWith('_')) return 'other';
  return listLike.test(name) || !name.includes('.') ? 'near-suffix' : 'other';
};

/** Somebody wants it to be an audience, it seems. */
export const looksMeant = (reason: IgnoredReason): boolean =>
  reason === 'csv-folder' || reason === 'near-suffix' || reason === 'shadowed';
