import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './operations/operation.ts';
import { S3Error } from './protocol/s3-error.ts';
import { hasCode } from './store/file-errors.ts';
import { errorDocument, field } from './protocol/xml.ts';

const toS3Error = (error: unknown): S3Error => {
  if (error instanceof S3Error) return error;
  const code = hasCode(error, 'EACCES', 'EPERM') ? 'AccessDenied' : 'InternalError';
  return new S3Error(code, `The local S3 failed: ${String(error)}`);
};

/** The answer to a request that was refused or failed. */
export const errorReply = (cause: unknown, resource: string, requestId: string): Reply => {
  const error = toS3Error(cause);
  const { ActualObjectSize: size } = error.details;
  const body = errorDocument(
    field('Code', error.code),
    field('Message', error.message),
    ...Object.entries(error.details).map(([name, value]) => field(name, value)),
    field('Resource', resource),
    field('RequestId', requestId),
  );
  const headers =
    error.code === 'InvalidRange' ? { 'Content-Range': `bytes */${size ?? '*'}` } : {};
  return { status: error.status, headers, body };
};

/** A file that was cut while it is sent must not look like a shorter object. */
const exactly = (length: number) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let left = length;
    for await (const bytes of source) {
      left -= bytes.length;
      yield bytes;
    }
    if (left > 0) throw new Error(`The file became ${left} bytes shorter while it was sent.`);
  };

/** Resolves when everything has been handed over. @throws when the connection breaks */
export const sendReply = async (response: ServerResponse, reply: Reply): Promise<void> => {
  const { status, headers = {}, body } = reply;
  if (typeof body === 'string') {
    const bytes = Buffer.from(body);
    response.writeHead(status, {
      ...headers,
      'Content-Type': 'application/xml',
      'Content-Length': bytes.length,
    });
    response.end(bytes);
  } else {
    // Node has no body to measure here, and would announce chunks that a client waits for.
    const length = status === 204 || status === 304 ? {} : { 'Content-Length': 0 };
    response.writeHead(status, { ...length, ...headers });
    if (body === undefined) response.end();
    else await pipeline(body.stream, exactly(body.length), response);
  }
};
