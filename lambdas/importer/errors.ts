import type { Explanation } from '../shared/domain/explanation.ts';
import {
  errorPolicies,
  type FailureCause,
  type RejectionCause,
  type ReleaseReason,
} from '../shared/domain/error-policies.ts';
import { escapeName } from '../shared/domain/escape-name.ts';
import type { ForeignThing } from '../shared/domain/foreign-things.ts';
import { limitCause } from '../shared/domain/notice.ts';
import type { Project } from '../shared/domain/project.ts';
import { rejectionOf } from '../shared/domain/rejection-of-thing.ts';
import { showText } from '../shared/domain/show-text.ts';
import { AudienceImportError } from '../shared/errors.ts';
import { explainInEnglish } from '../shared/texts/en/explain-in-english.ts';
import { type About, placeholders } from '../shared/texts/explain.ts';
import type {
  BrokenPacking,
  BrokenPackingError,
} from '../shared/unpacking/broken-packing-error.ts';
import { nameColumns } from './name-columns.ts';

/**
 * The file cannot become an audience, however often it is tried as things are. The message is for the
 * project's administrators, and made of the explanation, as it is in other languages.
 */
export class FileRejectedError extends AudienceImportError {
  override readonly name = 'FileRejectedError';
  /** not `cause`: that is the error behind this one */
  readonly reason: RejectionCause;
  readonly explanation: Explanation;
  /** 1-based, blank rows included */
  readonly row: number | undefined;

  constructor(
    reason: RejectionCause,
    explanation: Explanation,
    { row, about, ...options }: { row?: number; about?: About; cause?: unknown } = {},
  ) {
    super(explainInEnglish(explanation, about), options);
    this.reason = reason;
    this.explanation = explanation;
    this.row = row;
  }
}

export const fileTooLarge = (bytes: number): FileRejectedError =>
  new FileRejectedError('too-large', { of: 'too-large', values: { bytes } });

/** Nobody knows how large a packed file would get: it is read no further. */
export const unpackedTooLarge = (): FileRejectedError =>
  new FileRejectedError('too-large', { of: 'too-large-unpacked', values: {} });

const howBroken = {
  truncated: { of: 'truncated', values: {} },
  'too-wide': { of: 'too-wide', values: {} },
  damaged: { of: 'damaged', values: {} },
} as const satisfies Record<BrokenPacking, Explanation>;

export const damagedArchive = (error: BrokenPackingError): FileRejectedError =>
  new FileRejectedError('damaged-archive', howBroken[error.how], { cause: error });

/** Of text, one sees what it is about: the message of a server, mostly. */
const readable: readonly ForeignThing[] = ['html', 'xml', 'json'];
const shownBytes = 100;

/** @param start its first bytes */
export const foreignFile = (thing: ForeignThing, start: Uint8Array): FileRejectedError => {
  const text = Buffer.from(start.subarray(0, shownBytes)).toString('utf8').trim();
  const begins = readable.includes(thing) ? { begins: showText(text) } : {};
  return new FileRejectedError(rejectionOf[thing], {
    of: 'foreign-file',
    values: { thing, ...begins },
  });
};

export const fileEmpty = (): FileRejectedError =>
  new FileRejectedError('empty', { of: 'empty', values: {} });

export const collidingIds = (cause: Error): FileRejectedError =>
  new FileRejectedError('colliding-ids', { of: 'colliding-ids', values: {} }, { cause });

/** @param firstId what stands in the first row that is not blank */
export const otherDelimiter = (
  delimiter: string,
  firstId: string,
  about: About,
): FileRejectedError => {
  const columns = nameColumns(firstId.split(delimiter));
  const values = { delimiter: showDelimiter(delimiter), firstRow: showText(firstId) };
  return new FileRejectedError(
    'other-delimiter',
    { of: 'other-delimiter', values: { ...values, ...(columns && { columns }) } },
    { about },
  );
};

/** A tab stays one: languages have a word for it. */
export const showDelimiter = (delimiter: string): string =>
  delimiter === '\t' ? delimiter : escapeName(delimiter);

export const badName = (): FileRejectedError =>
  new FileRejectedError('bad-name', { of: 'bad-name', values: {} });

/** The same of all files of the project, so that one mail tells it of many. */
export const limitReached = ({
  projectId,
  audienceLimit: limit,
}: Pick<Project, 'projectId' | 'audienceLimit'>): FileRejectedError =>
  new FileRejectedError(
    limitCause,
    { of: 'limit', values: { limit } },
    { about: { ...placeholders, projectId } },
  );

/**
 * The import cannot be done as things are, and trying again at once would not help. It is recorded and told, and the
 * file is due again by the retry schedule. The message is for the project's administrators.
 */
export class ImportFailedError extends AudienceImportError {
  override readonly name = 'ImportFailedError';
  /** not `cause`: that is the error behind this one */
  readonly reason: FailureCause;
  readonly explanation: Explanation;

  constructor(reason: FailureCause, explanation: Explanation) {
    super(explainInEnglish(explanation));
    this.reason = reason;
    this.explanation = explanation;
  }
}

export const archived = (): ImportFailedError =>
  new ImportFailedError('archived', { of: 'archived', values: {} });

/** The function's time is running out. */
export const tooSlow = (): ImportFailedError =>
  new ImportFailedError('too-slow', { of: 'too-slow', values: {} });

/** @param versions of the audience that are still stored */
export const collectorBehind = (versions: number): ImportFailedError =>
  new ImportFailedError('collector-behind', { of: 'collector-behind', values: { versions } });

/**
 * @param seconds that finding the members would take
 * @param readCap read units a second that the project's own table gives; undefined for the stack's
 * @param isSet the project says so
 */
export const usersSourceTooSlow = (
  seconds: number,
  readCap: number | undefined,
  isSet: boolean,
): ImportFailedError => {
  const minutes = Math.ceil(seconds / 60);
  const cause = 'users-source-too-slow';
  if (readCap === undefined)
    return new ImportFailedError(cause, { of: cause, values: { minutes } });
  const values = { minutes, readCap };
  return new ImportFailedError(
    cause,
    isSet ? { of: 'above-read-cap', values } : { of: 'above-default-read-cap', values },
  );
};

/** The message is no order to import a file. */
export class MalformedMessageError extends AudienceImportError {
  override readonly name = 'MalformedMessageError';
}

/** There is nothing to be done about the file as things are. */
export class NotWantedError extends AudienceImportError {
  override readonly name = 'NotWantedError';
  readonly reason: ReleaseReason;

  constructor(reason: ReleaseReason) {
    super(errorPolicies[reason].what);
    this.reason = reason;
  }
}

/** The object is no longer the one that was claimed: it was overwritten or removed since a scan saw it. */
export class FileSupersededError extends AudienceImportError {
  override readonly name = 'FileSupersededError';
}
