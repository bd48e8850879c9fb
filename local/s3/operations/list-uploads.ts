import { quoteEtag } from '../protocol/etag.ts';
import { compareKeys } from '../protocol/key-order.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { encodeForListing } from '../protocol/url-encoding.ts';
import { element, field, xmlDocument } from '../protocol/xml.ts';
import type { Upload } from '../store/uploads.ts';
import type { Operation } from './operation.ts';
import { integerParameter, pageSize, wantsUrlEncoding } from './query.ts';

/** By key, then by when they began; the ID decides between those that began together. */
const compareUploads = (a: Upload, b: Upload): number =>
  compareKeys(a.key, b.key) ||
  a.initiated.getTime() - b.initiated.getTime() ||
  compareKeys(a.id, b.id);

/** Those behind the last one of the page before. Without its ID, all of its key are behind us. */
const uploadsAfter = (uploads: readonly Upload[], key: string, id: string): readonly Upload[] => {
  const at = uploads.findIndex((upload) => upload.key === key && upload.id === id);
  return at === -1
    ? uploads.filter((upload) => compareKeys(upload.key, key) > 0)
    : uploads.slice(at + 1);
};

export const listMultipartUploads: Operation = async ({ query }, { name, uploads }) => {
  // An empty one is none.
  if (query.get('delimiter'))
    throw new S3Error(
      'NotImplemented',
      'The local S3 does not know ListMultipartUploads with a delimiter.',
    );
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const maxUploads = pageSize(query, 'max-uploads');
  const isEncoded = wantsUrlEncoding(query);
  const encode = isEncoded ? encodeForListing : (text: string): string => text;
  const all = (await uploads.list()).filter(({ key }) => key.startsWith(prefix));
  const left = uploadsAfter(all.sort(compareUploads), keyMarker, idMarker);
  const page = left.slice(0, maxUploads);
  const isTruncated = maxUploads > 0 && left.length > page.length;
  const last = isTruncated ? page.at(-1) : undefined;
  const body = xmlDocument(
    'ListMultipartUploadsResult',
    field('Bucket', name),
    field('KeyMarker', encode(keyMarker)),
    field('UploadIdMarker', idMarker),
    field('NextKeyMarker', last === undefined ? undefined : encode(last.key)),
    field('NextUploadIdMarker', last?.id),
    field('Prefix', encode(prefix)),
    field('MaxUploads', maxUploads),
    field('EncodingType', isEncoded ? 'url' : undefined),
    field('IsTruncated', isTruncated),
    ...page.map(({ key, id, initiated }) =>
      element(
        'Upload',
        field('Key', encode(key)),
        field('UploadId', id),
        field('StorageClass', 'STANDARD'),
        field('Initiated', initiated.toISOString()),
      ),
    ),
  );
  return { status: 200, body };
};

export const listParts: Operation = async ({ key, query }, { name, uploads }) => {
  const { id } = await uploads.find(query.get('uploadId') ?? '', key);
  const marker = integerParameter(query, 'part-number-marker', [0, 2 ** 31 - 1]) ?? 0;
  const maxParts = pageSize(query, 'max-parts');
  const left = (await uploads.parts(id)).filter(({ number }) => number > marker);
  const page = left.slice(0, maxParts);
  const body = xmlDocument(
    'ListPartsResult',
    field('Bucket', name),
    field('Key', key),
    field('UploadId', id),
    field('PartNumberMarker', marker),
    field('NextPartNumberMarker', page.at(-1)?.number),
    field('MaxParts', maxParts),
    field('IsTruncated', maxParts > 0 && left.length > page.length),
    field('StorageClass', 'STANDARD'),
    ...page.map(({ number, etag, size, modified }) =>
      element(
        'Part',
        field('PartNumber', number),
        field('LastModified', modified.toISOString()),
        field('ETag', quoteEtag(etag)),
        field('Size', size),
      ),
    ),
  );
  return { status: 200, body };
};
