import type { Now } from '../../../../lambdas/shared/ports.ts';
import { NotSimulatedError } from '../not-simulated-error.ts';
import { ServiceError } from '../wire/service-error.ts';
import type { Service, WireAnswer, WireRequest } from '../wire/service.ts';
import { element, type Element, xmlBody } from '../wire/xml.ts';
import { listObjects } from './list-objects.ts';
import { type Bucket, checksumOf, etagOf, type StoredObject } from './objects.ts';
import { parseRange } from './range.ts';

/** What a request asks for. */
interface S3Input {
  bucket: string;
  key: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** S3 by its REST protocol, with the bucket in the path. */
export const createS3Service = (now: Now): Service => {
  const buckets = new Map<string, Bucket>();

  const bucketOf = ({ bucket }: S3Input): Bucket => {
    const found = buckets.get(bucket);
    if (found) return found;
    throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', { status: 404 });
  };

  const objectOf = (input: S3Input): StoredObject => {
    const object = bucketOf(input).get(input.key);
    if (!object)
      throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
    const wanted = input.headers['if-match'];
    if (wanted !== undefined && wanted !== object.etag) throw preconditionFailed();
    return object;
  };

  const operations: Readonly<Record<string, (input: S3Input) => WireAnswer>> = {
    CreateBucket: ({ bucket }) => {
      buckets.set(bucket, new Map());
      return answer(200);
    },

    PutObject: (input) => {
      const { key, headers, body } = input;
      if (headers['content-encoding']?.includes('aws-chunked') === true)
        throw new NotSimulatedError('a body in aws-chunked encoding');
      const bucket = bucketOf(input);
      const there = bucket.get(key);
      if (headers['if-none-match'] === '*' && there) throw preconditionFailed();
      if (headers['if-match'] !== undefined) objectOf(input);
      const etag = etagOf(body);
      // S3 knows whole seconds.
      const lastModified = Math.floor(now() / 1000) * 1000;
      bucket.set(key, { body, etag, lastModified, checksum: checksumOf(headers, body) });
      return answer(200, { etag });
    },

    DeleteObject: (input) => {
      if (input.headers['if-match'] !== undefined) objectOf(input);
      bucketOf(input).delete(input.key);
      return answer(204);
    },

    HeadObject: (input) => {
      const object = objectOf(input);
      return answer(200, {
        ...headersOf(object),
        ...checksumHeaders(object, input),
        'content-length': String(object.body.length),
      });
    },

    GetObject: (input) => {
      const object = objectOf(input);
      const { length } = object.body;
      const range = parseRange(input.headers.range, length);
      const body = range ? object.body.subarray(range.from, range.to + 1) : object.body;
      return answer(
        range ? 206 : 200,
        {
          ...headersOf(object),
          ...(!range && checksumHeaders(object, input)),
          'content-length': String(body.length),
          ...(range && { 'content-range': `bytes ${range.from}-${range.to}/${length}` }),
        },
        body,
      );
    },

    ListObjectsV2: (input) =>
      xmlAnswer(200, listObjects(bucketOf(input), input.bucket, input.query)),
  };

  return {
    name: 's3',
    decode: (request) => ({ operation: operationOf(request), input: { ...toInput(request) } }),
    perform: (operation, input) => {
      const perform = operations[operation];
      if (!perform) throw new NotSimulatedError(`${operation} of S3`);
      try {
        return perform(input as unknown as S3Input);
      } catch (error) {
        // An answer to HEAD has no body that could name the error.
        if (operation === 'HeadObject' && error instanceof ServiceError)
          return answer(error.status);
        throw error;
      }
    },
    encodeError: ({ code, message, status }) =>
      xmlAnswer(status, element('Error', element('Code', code), element('Message', message))),
  };
};

const preconditionFailed = (): ServiceError =>
  new ServiceError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    { status: 412 },
  );

const splitPath = (path: string): { bucket: string; key: string } => {
  const [bucket = '', ...key] = path.slice(1).split('/');
  return { bucket, key: decodeURIComponent(key.join('/')) };
};

const operationOf = ({ method, path, query }: WireRequest): string => {
  if ('uploads' in query || 'uploadId' in query || 'delete' in query)
    return `${method} with ${Object.keys(query).join(', ')}`;
  const isOfObject = splitPath(path).key !== '';
  if (method === 'GET' && query['list-type'] === '2') return 'ListObjectsV2';
  if (method === 'PUT') return isOfObject ? 'PutObject' : 'CreateBucket';
  if (!isOfObject) return `${method} of a bucket`;
  if (method === 'GET') return 'GetObject';
  return method === 'HEAD' ? 'HeadObject' : method === 'DELETE' ? 'DeleteObject' : method;
};

const toInput = ({ path, query, headers, body }: WireRequest): S3Input => ({
  ...splitPath(path),
  query,
  headers,
  body,
});

const headersOf = ({ etag, lastModified }: StoredObject): Record<string, string> => ({
  etag,
  'last-modified': new Date(lastModified).toUTCString(),
  'accept-ranges': 'bytes',
  'content-type': 'application/octet-stream',
});

/** Said only to whoever asks, and not of a range. */
const checksumHeaders = (
  { checksum }: StoredObject,
  { headers }: S3Input,
): Record<string, string> =>
  headers['x-amz-checksum-mode'] === 'ENABLED'
    ? { ...checksum, 'x-amz-checksum-type': 'FULL_OBJECT' }
    : {};

const answer = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: Buffer = Buffer.alloc(0),
): WireAnswer => ({ status, headers, body });

const xmlAnswer = (status: number, content: Element): WireAnswer =>
  answer(status, { 'content-type': 'application/xml' }, xmlBody(content));
