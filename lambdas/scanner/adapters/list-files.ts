import { paginateListObjectsV2, type S3Client, type _Object } from '@aws-sdk/client-s3';
import { isImportable } from '../../shared/domain/file-name.ts';
import type { Now } from '../../shared/ports.ts';
import type { ListedFile } from '../domain/merge-by-file-name.ts';
import { ignored, type ListFiles } from '../ports.ts';

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
        const fileName = decodeKey(object.Key ?? '').slice(path.length);
        // The console's "create folder" leaves an object with the path itself as its key.
        if (fileName !== '')
          yield isImportable(fileName) ? toFile(fileName, object, listedAt) : ignored;
      }
      for (let folder = 0; folder < (page.CommonPrefixes?.length ?? 0); folder += 1) yield ignored;
    }
  };

const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

const toFile = (fileName: string, object: _Object, listedAt: number): ListedFile => {
  const { ETag, Size, LastModified } = object;
  if (ETag === undefined || Size === undefined || LastModified === undefined)
    throw new TypeError(`S3 listed "${fileName}" without ETag, size or date`);
  return {
    fileName,
    etag: ETag.replaceAll('"', ''),
    size: Size,
    lastModified: LastModified.getTime(),
    listedAt,
  };
};
