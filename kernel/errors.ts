/** Why a row is refused; docs/csv-format.md says what each means. */
export type BrokenRowReason =
  | 'not-utf8'
  | 'utf-16'
  | 'several-columns'
  | 'unclosed-quote'
  | 'broken-quote'
  | 'missing-column'
  | 'too-few-columns';

/** The file breaks a rule of the format. */
export class BrokenRowError extends Error {
  override readonly name = 'BrokenRowError';
  readonly reason: BrokenRowReason;
  /** 1-based, blank rows included */
  readonly row: number;
  /** what the file says about it */
  readonly evidence: Evidence;

  constructor(reason: BrokenRowReason, row: number, evidence: Evidence = noEvidence) {
    super(`row ${row}: ${reason}`);
    this.reason = reason;
    this.row = row;
    this.evidence = evidence;
  }
}

/** Its texts are clipped to some hundred bytes; what is not UTF-8 in them is shown as U+FFFD. */
export interface Evidence {
  /** row 1, without its end */
  firstRow: string;
  /** of the first row that is not blank, without quotes; only the first ones if there are many */
  columns: readonly string[];
  /** that seems to separate the columns of all rows that were looked at, and is not the one that is said to */
  otherDelimiter: string | undefined;
  /** `broken-quote`: what stands behind the quote that should have been the last one, else empty */
  behindQuote: string;
  /** and in front of it there is a backslash */
  hasBackslash: boolean;
}

const noEvidence: Evidence = {
  firstRow: '',
  columns: [],
  otherDelimiter: undefined,
  behindQuote: '',
  hasBackslash: false,
};

/** The bytes that came are not those that the checksum is of. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
}

/** IDs were built to have hashes alike: finding one of them would take too long. */
export class CollidingIdsError extends Error {
  override readonly name = 'CollidingIdsError';
}

/** More distinct IDs than the table was allowed to have homes for. */
export class TableFullError extends Error {
  override readonly name = 'TableFullError';
}

/** What came over the wire is not a page of a Scan or a Query, or not all of it. */
export class BrokenPageError extends Error {
  override readonly name = 'BrokenPageError';
}

/** The kernel was asked about a file that it no longer holds: it has begun another one, or has ended. */
export class ForgottenFileError extends Error {
  override readonly name = 'ForgottenFileError';
}

/** The second thread is gone. */
export class SecondThreadError extends Error {
  override readonly name = 'SecondThreadError';
}

/** The process has no memory left, or the file is longer than it was said to be, or than the kernel can address. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}

/** By the numbers of assembly/failure.ts. */
export const failureOf = (reason: number, row: number, evidence?: Evidence): Error => {
  switch (reason) {
    case 1:
      return new BrokenRowError('not-utf8', row, evidence);
    case 2:
      return new BrokenRowError('several-columns', row, evidence);
    case 3:
      return new BrokenRowError('unclosed-quote', row, evidence);
    case 4:
      return new BrokenRowError('broken-quote', row, evidence);
    case 5:
      return new CollidingIdsError('too many IDs have hashes alike');
    case 6:
      return new TableFullError('the file has more distinct IDs than the table has places');
    case 8:
      return new BrokenRowError('missing-column', row, evidence);
    case 9:
      return new BrokenRowError('too-few-columns', row, evidence);
    default:
      return new OutOfMemoryError('the memory of the kernel cannot grow any further');
  }
};
