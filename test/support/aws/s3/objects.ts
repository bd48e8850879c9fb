import { createHash } from 'node:crypto';
import { Crc64Nvme } from '../../../../local/s3/protocol/crc64nvme.ts';

export interface StoredObject {
  body: Buffer;
  /** with quotes */
  etag: string;
  /** milliseconds since 1970 */
  lastModified: number;
  /** by header, of the whole object */
  checksum: Readonly<Record<string, string>>;
}

/** By key. */
export type Bucket = Map<string, StoredObject>;

/** Of an object that was put as one. */
export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

/** The one that the client sent, or else the one that S3 adds. */
export const checksumOf = (
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): StoredObject['checksum'] => {
  const sent = Object.entries(headers).find(([name]) =>
    /^x-amz-checksum-(?:crc|sha)\w+$/.test(name),
  );
  if (sent) return { [sent[0]]: sent[1] };
  const crc64 = new Crc64Nvme();
  crc64.update(body);
  return { 'x-amz-checksum-crc64nvme': crc64.result() };
};

/** In the order of their UTF-8 bytes. */
export const sortedKeys = (bucket: Bucket): string[] =>
  [...bucket.keys()]
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ key }) => key);
