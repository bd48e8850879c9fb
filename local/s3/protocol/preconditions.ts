import type { IncomingHttpHeaders } from 'node:http';
import { unquoteEtag } from './etag.ts';
import { S3Error } from './s3-error.ts';

/** What conditions are checked against. */
export interface Validators {
  /** without quotes */
  etag: string;
  modified: Date;
}

const failed = (condition: string): S3Error =>
  new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    { Condition: condition },
  );

const matches = (list: string, etag: string): boolean =>
  list.split(',').some((entry) => entry.trim() === '*' || unquoteEtag(entry) === etag);

/** HTTP dates have whole seconds. An unreadable date is no condition. */
const isModifiedSince = (date: string, modified: Date): boolean | undefined => {
  const since = Date.parse(date);
  return Number.isNaN(since) ? undefined : Math.floor(modified.getTime() / 1000) * 1000 > since;
};

/**
 * Conditions of GET and HEAD; an ETag condition overrules the date that goes with it (RFC 9110, 13.2.2).
 *
 * @throws S3Error `PreconditionFailed`
 */
export const isNotModified = (headers: IncomingHttpHeaders, object: Validators): boolean => {
  const ifMatch = headers['if-match'];
  const ifUnmodifiedSince = headers['if-unmodified-since'];
  const ifNoneMatch = headers['if-none-match'];
  const ifModifiedSince = headers['if-modified-since'];
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) throw failed('If-Match');
  } else if (ifUnmodifiedSince !== undefined) {
    if (isModifiedSince(ifUnmodifiedSince, object.modified) === true)
      throw failed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag);
  return (
    ifModifiedSince !== undefined && isModifiedSince(ifModifiedSince, object.modified) === false
  );
};

/** Conditions under which a key may be written or deleted. */
export interface WriteConditions {
  ifMatch?: string | undefined;
  /** only if there is no such object */
  ifAbsent?: boolean;
}

/** @throws S3Error `NotImplemented` for `If-None-Match` with an ETag, as S3 itself answers */
export const readWriteConditions = (headers: IncomingHttpHeaders): WriteConditions => {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*')
    throw new S3Error('NotImplemented', 'If-None-Match of a write can only be "*".');
  return { ifMatch: headers['if-match'], ifAbsent: ifNoneMatch !== undefined };
};

/** @throws S3Error `PreconditionFailed`, or `NoSuchKey` for `If-Match` on an object that is not there */
export const assertWritable = (
  { ifMatch, ifAbsent = false }: WriteConditions,
  current: Validators | undefined,
): void => {
  if (ifAbsent && current !== undefined) throw failed('If-None-Match');
  if (ifMatch === undefined) return;
  if (current === undefined)
    throw new S3Error('NoSuchKey', 'If-Match was given, and there is no object with this key.');
  if (!matches(ifMatch, current.etag)) throw failed('If-Match');
};
