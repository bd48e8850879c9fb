import { paginateListObjectsV2, type S3Client, type _Object } from '@aws-sdk/client-s3';
import type { Now } from '../../shared/ports.ts';
import type { ListedFolder, ListedObject } from '../domain/listing.ts';
import type { ListFiles } from '../ports.ts';

type Entry = ListedObject | ListedFolder;

export const createListFiles = (s3: S3Client, bucket: string, now: Now): ListFiles =>
  async function* (path, after) {
    const pages = paginateListObjectsV2(
      { client: s3 },
      // XML cannot carry every character of a key; URL encoding can.
      {
        Bucket: bucket,
        Prefix: path,
        Delimiter: '/',
        EncodingType: 'url',
        ...(after !== undefined && { StartAfter: path + after }),
      },
    );
    for (;;) {
      // Before: whatever is put or removed from now on may be on the page or not.
      const listedAt = now();
      const { value: page, done } = await pages.next();
      if (done) return;
      const objects = (page.Contents ?? []).flatMap((object) => {
        const name = decodeKey(object.Key ?? '').slice(path.length);
        // The console's "create folder" leaves an object with the path itself as its key.
        return name === '' ? [] : toObject(name, object, listedAt);
      });
      const folders = (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => ({
        folder: decodeKey(Prefix).slice(path.length),
      }));
      yield* folders.length === 0 ? objects : inOrder([...objects, ...folders]);
    }
  };

/** So that a run that stops in between has seen all in front of that. */
const inOrder = (entries: readonly Entry[]): Entry[] =>
  entries
    .map((entry) => ({
      entry,
      bytes: Buffer.from('folder' in entry ? entry.folder : entry.name),
    }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ entry }) => entry);

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
