import type { Scope } from './operations/route.ts';
import { assertKeyLength } from './protocol/object-key.ts';
import { S3Error } from './protocol/s3-error.ts';

export interface RequestTarget {
  scope: Scope;
  bucket: string;
  key: string;
  query: URLSearchParams;
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new S3Error('InvalidURI', `Couldn't parse the specified URI: "${part}" is not UTF-8.`);
  }
};

/** As S3 does it, and unlike anybody else in a path: a `+` that was not encoded is a space. */
const decodeKey = (part: string): string => decode(part.replaceAll('+', ' '));

/**
 * What a path-style URL stands for. It is taken apart by hand because `URL` would resolve `..` and `%2e%2e`, which
 * are parts of a key like any others.
 *
 * @throws S3Error `InvalidURI`, `KeyTooLongError`
 */
export const parseTarget = (url: string): RequestTarget => {
  const [, path, search = ''] = /^\/([^?]*)(?:\?(.*))?$/.exec(url) ?? [];
  if (path === undefined)
    throw new S3Error('InvalidURI', `Couldn't parse the specified URI: "${url}" has no path.`);
  const slash = path.indexOf('/');
  const bucket = decode(slash === -1 ? path : path.slice(0, slash));
  const key = slash === -1 ? '' : decodeKey(path.slice(slash + 1));
  assertKeyLength(key);
  const scope = bucket === '' && key === '' ? 'Service' : key === '' ? 'Bucket' : 'Object';
  return { scope, bucket, key, query: new URLSearchParams(search) };
};
