import { S3Error } from '../protocol/s3-error.ts';
import { quoteEtag } from '../protocol/etag.ts';
import { encodeForListing } from '../protocol/url-encoding.ts';
import { element, field, xmlDocument } from '../protocol/xml.ts';
import { listPage } from '../store/list-page.ts';
import type { ListItem, ListPage } from '../store/list-page.ts';
import { walkKeys } from '../store/walk-keys.ts';
import type { Bucket, Operation } from './operation.ts';
import { pageSize, wantsUrlEncoding } from './query.ts';

/** Files looked at at a time; one whose ETag is unknown has to be read. */
const concurrency = 32;

const writeToken = ({ kind, value }: ListItem): string =>
  Buffer.from(`${kind === 'key' ? 'k' : 'p'}${value}`).toString('base64url');

const readToken = (token: string): ListItem => {
  const text = Buffer.from(token, 'base64url').toString();
  const kind = text.startsWith('k') ? 'key' : 'commonPrefix';
  const item: ListItem = { kind, value: text.slice(1) };
  if (writeToken(item) !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', {
      ArgumentName: 'continuation-token',
    });
  return item;
};

const describe = async (
  { objects }: Bucket,
  { kind, value }: ListItem,
  encode: (text: string) => string,
): Promise<string> => {
  if (kind === 'commonPrefix') return element('CommonPrefixes', field('Prefix', encode(value)));
  const version = await objects.describe(value);
  // Removed since its directory was read.
  if (version === undefined) return '';
  return element(
    'Contents',
    field('Key', encode(value)),
    field('LastModified', version.modified.toISOString()),
    field('ETag', quoteEtag(version.etag)),
    field('Size', version.size),
    field('StorageClass', 'STANDARD'),
  );
};

/** The elements of a page in its order, without those for keys that are gone. */
const describeAll = async (
  bucket: Bucket,
  items: readonly ListItem[],
  encode: (text: string) => string,
): Promise<string[]> => {
  const elements: string[] = [];
  for (let at = 0; at < items.length; at += concurrency) {
    const group = items.slice(at, at + concurrency);
    elements.push(...(await Promise.all(group.map((item) => describe(bucket, item, encode)))));
  }
  return elements.filter((text) => text !== '');
};

interface Listing {
  prefix: string;
  delimiter: string;
  maxItems: number;
  /** what stands in front of the page; an item of the page before, if it is known to be one */
  after: string | undefined;
  last: ListItem | undefined;
}

/** Every page is read from the folder as it is now. */
const readPage = (
  { names }: Bucket,
  { prefix, delimiter, maxItems, after, last }: Listing,
): Promise<ListPage> => {
  const keys = walkKeys((directory) => names.read(directory, { reuse: last !== undefined }), {
    prefix,
    after: last?.value ?? after ?? '',
    shallow: delimiter === '/',
  });
  return listPage(keys, { prefix, delimiter, maxItems, last });
};

/** What all versions of the call ask. */
const readListing = (
  query: URLSearchParams,
): Omit<Listing, 'after' | 'last'> & { isEncoded: boolean; encode: (text: string) => string } => {
  const isEncoded = wantsUrlEncoding(query);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxItems: pageSize(query, 'max-keys'),
    isEncoded,
    encode: isEncoded ? encodeForListing : (text) => text,
  };
};

/** ListObjectsV2. */
export const listObjects: Operation = async ({ query }, bucket) => {
  const { isEncoded, encode, ...listing } = readListing(query);
  const { prefix, delimiter, maxItems } = listing;
  const token = query.get('continuation-token') ?? undefined;
  const startAfter = query.get('start-after') ?? undefined;
  const last = token === undefined ? undefined : readToken(token);

  const page = await readPage(bucket, { ...listing, after: startAfter, last });
  const elements = await describeAll(bucket, page.items, encode);
  const end = page.isTruncated ? page.items.at(-1) : undefined;

  const body = xmlDocument(
    'ListBucketResult',
    field('Name', bucket.name),
    field('Prefix', encode(prefix)),
    delimiter === '' ? '' : field('Delimiter', encode(delimiter)),
    field('StartAfter', startAfter === undefined ? undefined : encode(startAfter)),
    field('ContinuationToken', token),
    field('NextContinuationToken', end === undefined ? undefined : writeToken(end)),
    field('KeyCount', elements.length),
    field('MaxKeys', maxItems),
    field('EncodingType', isEncoded ? 'url' : undefined),
    field('IsTruncated', page.isTruncated),
    ...elements,
  );
  return { status: 200, body };
};

/** A marker that is a common prefix stands for all that it stands for. */
const itemAt = (marker: string, prefix: string, delimiter: string): ListItem | undefined =>
  delimiter !== '' && marker.endsWith(delimiter) && marker.length > prefix.length
    ? { kind: 'commonPrefix', value: marker }
    : undefined;

/** ListObjects, version 1: what s3cmd, s3fs and fog still ask for. */
export const listObjectsV1: Operation = async ({ query }, bucket) => {
  const { isEncoded, encode, ...listing } = readListing(query);
  const { prefix, delimiter, maxItems } = listing;
  const marker = query.get('marker') ?? '';

  const last = itemAt(marker, prefix, delimiter);
  const page = await readPage(bucket, { ...listing, after: marker, last });
  const elements = await describeAll(bucket, page.items, encode);
  // Without a delimiter, clients take the last key.
  const end = page.isTruncated && delimiter !== '' ? page.items.at(-1) : undefined;

  const body = xmlDocument(
    'ListBucketResult',
    field('Name', bucket.name),
    field('Prefix', encode(prefix)),
    field('Marker', encode(marker)),
    field('NextMarker', end === undefined ? undefined : encode(end.value)),
    delimiter === '' ? '' : field('Delimiter', encode(delimiter)),
    field('MaxKeys', maxItems),
    field('EncodingType', isEncoded ? 'url' : undefined),
    field('IsTruncated', page.isTruncated),
    ...elements,
  );
  return { status: 200, body };
};
