import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { quoteEtag } from '../protocol/etag.ts';
import { whyKeyIsImpossible } from '../protocol/object-key.ts';
import { isNotModified } from '../protocol/preconditions.ts';
import { parseRange } from '../protocol/range.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { ObjectVersion, OpenObject } from '../store/objects.ts';
import type { Operation, Reply, S3Call } from './operation.ts';

const blockBytes = 256 * 1024;

const noSuchKey = (key: string): S3Error => {
  const reason = whyKeyIsImpossible(key);
  const hint = reason === undefined ? '' : ` No object of this server can have it: ${reason}.`;
  return new S3Error('NoSuchKey', `The specified key does not exist.${hint}`, { Key: key });
};

/** What a client put with the object is not kept: the type is told from the name. */
const contentType = (key: string): string =>
  key.toLowerCase().endsWith('.csv') ? 'text/csv' : 'binary/octet-stream';

/** Said only to whoever asks, and not of a range. */
const checksumHeaders = (
  headers: IncomingHttpHeaders,
  { checksum }: ObjectVersion,
): OutgoingHttpHeaders =>
  checksum === undefined || headers['x-amz-checksum-mode'] !== 'ENABLED'
    ? {}
    : {
        [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
        'x-amz-checksum-type': 'FULL_OBJECT',
      };

const replyWith = ({ method, key, headers }: S3Call, { version, handle }: OpenObject): Reply => {
  const validators: OutgoingHttpHeaders = {
    ETag: quoteEtag(version.etag),
    'Last-Modified': version.modified.toUTCString(),
  };
  if (isNotModified(headers, version)) return { status: 304, headers: validators };
  const range = parseRange(headers.range, version.size);
  const { first, last } = range ?? { first: 0, last: version.size - 1 };
  const length = last - first + 1;
  const all: OutgoingHttpHeaders = {
    ...validators,
    'Accept-Ranges': 'bytes',
    'Content-Type': contentType(key),
    'Content-Length': length,
  };
  if (range === undefined) Object.assign(all, checksumHeaders(headers, version));
  else all['Content-Range'] = `bytes ${first}-${last}/${version.size}`;
  const status = range === undefined ? 200 : 206;
  if (method === 'HEAD' || length === 0) return { status, headers: all };
  const stream = handle.createReadStream({ start: first, end: last, highWaterMark: blockBytes });
  return { status, headers: all, body: { stream, length } };
};

/** GetObject and HeadObject. */
export const getObject: Operation = async (call, { objects }) => {
  const object = await objects.open(call.key);
  if (object === undefined) throw noSuchKey(call.key);
  let reply: Reply | undefined;
  try {
    reply = replyWith(call, object);
    return reply;
  } finally {
    // A stream closes the file at its end.
    if (reply?.body === undefined) await object.handle.close();
  }
};
