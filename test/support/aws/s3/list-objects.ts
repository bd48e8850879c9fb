import { element, type Element } from '../wire/xml.ts';
import { type Bucket, sortedKeys } from './objects.ts';

/** One entry of a listing: an object, or all that lie under one prefix. */
interface Entry {
  name: string;
  isPrefix: boolean;
}

const mostKeys = 1000;

export const listObjects = (
  bucket: Bucket,
  name: string,
  query: Readonly<Record<string, string>>,
): Element => {
  const { prefix = '', delimiter = '' } = query;
  const limit = Math.min(mostKeys, Number(query['max-keys'] ?? mostKeys));
  const token = query['continuation-token'];
  const after = token === undefined ? query['start-after'] : fromToken(token);
  const encode = query['encoding-type'] === 'url' ? urlEncode : (key: string): string => key;

  const entries = entriesOf(sortedKeys(bucket), prefix, delimiter).filter(
    (entry) => after === undefined || isBehind(entry, after),
  );
  const page = entries.slice(0, limit);
  const isTruncated = page.length < entries.length;
  return element(
    'ListBucketResult',
    element('Name', name),
    element('Prefix', encode(prefix)),
    element('KeyCount', String(page.length)),
    element('MaxKeys', String(limit)),
    element('IsTruncated', String(isTruncated)),
    ...(isTruncated ? [element('NextContinuationToken', toToken(page.at(-1)!.name))] : []),
    ...(query['encoding-type'] === 'url' ? [element('EncodingType', 'url')] : []),
    ...page.map((entry) =>
      entry.isPrefix
        ? element('CommonPrefixes', element('Prefix', encode(entry.name)))
        : contents(bucket, entry.name, encode),
    ),
  );
};

const entriesOf = (keys: readonly string[], prefix: string, delimiter: string): Entry[] => {
  const entries = new Map<string, Entry>();
  for (const key of keys.filter((one) => one.startsWith(prefix))) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = end === -1 ? key : key.slice(0, end + delimiter.length);
    entries.set(name, { name, isPrefix: end !== -1 });
  }
  return [...entries.values()];
};

const isBehind = ({ name }: Entry, after: string): boolean =>
  Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;

const contents = (bucket: Bucket, key: string, encode: (key: string) => string): Element => {
  const { body, etag, lastModified } = bucket.get(key)!;
  return element(
    'Contents',
    element('Key', encode(key)),
    element('LastModified', new Date(lastModified).toISOString()),
    element('ETag', etag),
    element('Size', String(body.length)),
  );
};

/** As S3 does it: like a form, but with slashes as they are. */
const urlEncode = (key: string): string =>
  encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');

const toToken = (key: string): string => Buffer.from(key).toString('base64url');
const fromToken = (token: string): string => Buffer.from(token, 'base64url').toString();
