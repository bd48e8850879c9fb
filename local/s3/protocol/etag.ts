import { createHash } from 'node:crypto';

/** ETags are kept without their quotes; the wire has them with quotes. */
export const quoteEtag = (etag: string): string => `"${etag}"`;

export const unquoteEtag = (etag: string): string =>
  etag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');

/** The ETag of an object that was uploaded in parts: MD5 of the parts' MD5s, then their number. */
export const multipartEtag = (partEtags: readonly string[]): string => {
  const hash = createHash('md5');
  for (const etag of partEtags) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${partEtags.length}`;
};
