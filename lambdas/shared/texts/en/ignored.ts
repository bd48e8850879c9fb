import type { IgnoredReason } from '../../domain/ignored-reasons.ts';
import { countOf } from '../../domain/count-of.ts';

const reasons: Readonly<Record<IgnoredReason, { what: string; remedy: string }>> = {
  'csv-folder': {
    what: 'a folder that is called like a file. Spark, Glue and Athena write such ones, with the parts of the list in them',
    remedy:
      'Have one file written (in Spark: coalesce(1)), and copy its part to the name of the folder, without the slash.',
  },
  'near-suffix': {
    what: 'not called .csv, .csv.gz or .csv.zst, so that it is not read',
    remedy:
      'If it is a list of user IDs, set the name in the export to NAME.csv, and its format to CSV.',
  },
  shadowed: {
    what: 'of the same audience as another file, which is read in its place: .csv goes first, then the first by name',
    remedy: 'Remove the one that is out of date, or give one of them another name.',
  },
  folder: {
    what: 'a folder: only what lies directly under the path of the project is read',
    remedy:
      'Upload files of audiences directly under the path, or point the project at the folder.',
  },
  hidden: {
    what: 'hidden: names that begin with a dot are left by macOS and by editors',
    remedy: 'Leave it, unless it is a list of user IDs; then rename it.',
  },
  other: {
    what: 'something else than a list, by its name',
    remedy: 'Leave it, unless it is a list of user IDs; then call it NAME.csv.',
  },
};

const explain = (subject: string, reason: IgnoredReason): string =>
  `${subject} ${reasons[reason].what}. ${reasons[reason].remedy}`;

/** Objects under a project's path that are no files of audiences. */
export const ignored = {
  /** what it is, and what to do */
  reason: (reason: IgnoredReason): string => explain('It is', reason),

  /** `"a.txt", "b.txt" and 3 more` */
  examples: (count: number, examples: readonly string[]): string => {
    const names = examples.map((name) => `"${name}"`).join(', ');
    return count > examples.length ? `${names} and ${count - examples.length} more` : names;
  },

  objects: (reason: IgnoredReason, count: number, examples: readonly string[]): string =>
    `${ignored.examples(count, examples)} ${count === 1 ? 'is ignored' : `are ignored (${countOf(count, 'object')})`}. ` +
    explain(count === 1 ? 'It is' : 'Each is', reason),
};
export type Ignored = typeof ignored;
