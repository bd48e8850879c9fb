import type { RequestTarget } from '../request-target.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { Bucket, S3Call } from './operation.ts';
import { copySource } from './copy-object.ts';

/** What a caller may do who is not the bucket's owner. */
export interface Rights {
  /** with the keys that begin with it, and with the bucket as far as a listing names it */
  prefix: string;
  /** as IAM calls them: `s3:PutObject` */
  actions: readonly string[];
}

/** As somebody is answered who has no right to what was asked for, or to know that it is not there. */
export const accessDenied = (): S3Error => new S3Error('AccessDenied', 'Access Denied');

/** Headers of a PUT that need a right of their own. */
const actionsOfHeaders = new Map([
  ['x-amz-tagging', 's3:PutObjectTagging'],
  ['x-amz-object-lock-mode', 's3:PutObjectRetention'],
]);

/**
 * Answers as S3 does to whoever has these rights and no other.
 *
 * @throws S3Error `AccessDenied`
 */
export const assertAllowed = (
  { prefix, actions }: Rights,
  action: string,
  { scope, key, query }: Pick<RequestTarget, 'scope' | 'key' | 'query'>,
  headers: S3Call['headers'],
  bucket: Bucket,
): void => {
  const named = scope === 'Object' ? key : (query.get('prefix') ?? '');
  const needed = [action];
  for (const [header, its] of actionsOfHeaders) if (headers[header] !== undefined) needed.push(its);
  const isCopy = headers['x-amz-copy-source'] !== undefined;
  if (isCopy) needed.push('s3:GetObject');
  const names = isCopy ? [named, copySource({ headers }, bucket)] : [named];
  const isAllowed =
    needed.every((one) => actions.includes(one)) && names.every((name) => name.startsWith(prefix));
  if (!isAllowed) throw accessDenied();
};
