/**
 * What came of a file that means 15 people or numbers, of which each is registered. Where it is not `all`, a word of the table
 * in docs/diagnosis.md or docs/errors.md, or one of these two: `cr`, all but the ID with a carriage return in it, which the
 * tool left without quotes; `blank`, all but the ID that begins with a blank, which the tool cut off.
 */
export type Outcome = string;

/** A tool, with the defaults that an analyst uses. Its files are in test/fixtures/exports/. */
export interface Exporter {
  tool: string;
  version: string;
  /** how it was called, in a few words */
  as: string;
  /** names in both folders; the first is the one that stands for it */
  files: readonly string[];
  /** of text IDs with all that makes them hard; undefined: was not tried */
  hard?: Outcome;
  /** of whole numbers beside an empty value, one of them of 19 digits */
  num?: Outcome;
  /** what to set, where something is lost */
  set: string;
}

/** What to set where nothing is lost. */
export const nothing = '';
