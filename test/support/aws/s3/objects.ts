import { createHash } from 'node:crypto';

export interface StoredObject {
  body: Buffer;
  /** with quotes */
  etag: string;
  /** milliseconds since 1970 */
  lastModified: number;
}

/** By key. */
export type Bucket = Map<string, StoredObject>;

/** Of an object that was put as one. */
export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

/** In the order of their UTF-8 bytes. */
export const sortedKeys = (bucket: Bucket): string[] =>
  [...bucket.keys()]
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ key }) => key);
