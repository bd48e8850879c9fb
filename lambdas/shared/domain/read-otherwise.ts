import { shellWord } from './shell-word.ts';

/**
 * What people type to have a file read in another way, as a part of a sentence.
 *
 * @param options such as `--id-column COLUMN`
 */
export type ReadOtherwise = (options: string) => string;

/** A file of a project is as all of its files are. What was rejected is not read again by itself. */
export const asOfProject =
  (projectId: string, audienceName: string): ReadOtherwise =>
  (options) =>
    `"audience-import project put ${projectId} ${options}", then ${retryOf(projectId, audienceName)}`;

/** A file that is given to a command, which has the same options. */
export const asOfCommand: ReadOtherwise = (options) => options;

export const retryOf = (projectId: string, audienceName: string): string =>
  `"audience-import audience retry ${projectId} ${shellWord(audienceName)}"`;

/** What to do about a file that may have columns, by cause. */
export const readingRemedies: Readonly<
  Record<'several-columns' | 'missing-column', (readOtherwise: ReadOtherwise) => string>
> = {
  'several-columns': (readOtherwise) =>
    'Export only the column with the user IDs, quote IDs that contain a comma, or say which column has them: ' +
    `${readOtherwise('--id-column COLUMN')}.`,
  'missing-column': (readOtherwise) =>
    `Export the file with that column, or name one that it has: ${readOtherwise('--id-column COLUMN')}.`,
};
