import { paginateListObjectsV2, type S3Client, type _Object } from '@aws-sdk/client-s3';
import type { Now } from '../../shared/ports.ts';
import type { ListedObject } from '../domain/listing.ts';
import type { ListFiles } from '../ports.ts';

export const createListFiles = (s3: S3Client, bucket: string, now: Now): ListFiles =>
  async function* (path, after) {
    const pages = paginateListObjectsV2(
      { client: s3 },
      // XML cannot carry every character of a key; URL encoding can.
      {
        ...{ Bucket: bucket, Prefix: path, Delimiter: '/', EncodingType: 'url' },
        ...(after !== undefined && { StartAfter: path + after }),
      },
    );
    for (;;) {
      // Before: whatever is put or removed from now on may be on the page or not.
      const listedAt = now();
      const { value: page, done } = await pages.next();
      if (done) return;
      for (const object of page.Contents ?? []) {
        const name = decodeKey(object.Key ?? '').slice(path.length);
        // The console's "create folder" leaves an object with the path itself as its key.
        if (name !== '') yield toObject(name, object, listedAt);
      }
      for (const { Prefix = '' } of page.CommonPrefixes ?? [])
        yield { folder: decodeKey(Prefix).slice(path.length) };
    }
  };

const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

const toObject = (name: string, object: _Object, listedAt: number): ListedObject => {
  const { ETag, Size, LastModified } = object;
  if (ETag === undefined || Size === undefined || LastModified === undefined)
    throw new TypeError(`S3 listed "${name}" without ETag, size or date`);
  return {
    name,
    etag: ETag.replaceAll('"', ''),
    size: Size,
    lastModified: LastModified.getTime(),
    listedAt,
  };
};
