import { nameDelimiter } from '../../../../lambdas/shared/texts/en/explanations.ts';

const firstRow = (row: string): string => `The first row, "${row}",`;
const alsoOf = (row: string, audience: string): string =>
  `${firstRow(row)} is also the first row of the file of "${audience}", where it was nobody's ID`;

/** What is said of a file that somebody gives, before anything is done with it. */
export const files = {
  unreadable: (file: string, code: string): string => `"${file}" cannot be read (${code}).`,
  isFolder: (file: string): string =>
    `"${file}" is a folder. Name a file, or - for standard input.`,
  hasChanged: (file: string): string =>
    `"${file}" has changed while it was read. Give the command again.`,
  tooLarge: (bytes: number): string =>
    `The file has more than ${bytes} bytes (500 MB). Split it into several.`,
  noLine: (line: number): string => `The file has no line ${line}.`,
  withinRow: (line: number): string => `Line ${line} lies within a quoted ID: no row begins there.`,
  refused: (reason: string): string => `${reason} Nothing was changed.`,

  /** @param option what to give for it */
  otherDelimiter: (delimiter: string, option: string, row: string): string =>
    `Each row has ${nameDelimiter(delimiter)}, which seems to separate columns. Give --delimiter ${option} and ` +
    `--id-column NAME or NUMBER; or --delimiter ',' if it belongs to the IDs. The first row reads: ${row}. Nothing was changed.`,

  unfitId: (id: string, why: 'too-long' | 'line-feed', mostBytes: number): string =>
    why === 'too-long'
      ? `"${id}" is longer than ${mostBytes} bytes: nobody can be registered under it`
      : `"${id}" contains a line feed: nobody can be registered under it`,

  header: {
    tooLong: (row: string): string =>
      `${firstRow(row)} is longer than a column's name may be. Take it out of the file, or give --header keep.`,
    leftOut: (row: string): string => `${firstRow(row)} was left out.`,
    isName: (row: string): string =>
      `${firstRow(row)} is a column's name, and was left out. If it is an ID, give --header keep.`,
    likeOthers: (row: string, audience: string): string =>
      `${alsoOf(row, audience)}. It was taken for an ID, like others here; if it is a column's name, give --header skip.`,
    unlikeOthers: (row: string, audience: string): string =>
      `${alsoOf(row, audience)}, and looks like no other ID here. It was left out; if it is an ID, give --header keep.`,
    wasUser: (row: string): string =>
      `The first row, "${row}", seems to be a column's name, but was registered as a user: it is removed, too.`,
  },
};
export type FileTexts = typeof files;
