import type { IncomingHttpHeaders } from 'node:http';
import { AwsChunkedDecoder } from '../protocol/aws-chunked.ts';
import { BodyChecks, type BodySums } from '../protocol/body-checks.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { writeNewFile } from '../store/write-new-file.ts';

const isAwsChunked = (headers: IncomingHttpHeaders): boolean => {
  const sha256 = headers['x-amz-content-sha256'];
  return (
    (typeof sha256 === 'string' && sha256.startsWith('STREAMING-')) ||
    headers['content-encoding']?.includes('aws-chunked') === true
  );
};

/**
 * Bytes of the object itself. S3 wants to know them before they come, so a client that does not say is refused here
 * as well.
 *
 * @throws S3Error `MissingContentLength`
 */
export const declaredLength = (headers: IncomingHttpHeaders): number => {
  const decoded = headers['x-amz-decoded-content-length'];
  const length = isAwsChunked(headers) ? decoded : headers['content-length'];
  if (typeof length !== 'string' || !/^\d{1,15}$/.test(length))
    throw new S3Error(
      'MissingContentLength',
      'You must provide the Content-Length HTTP header, or x-amz-decoded-content-length for an aws-chunked body.',
    );
  return Number(length);
};

/**
 * Writes a request's body to a new file as it comes.
 *
 * @throws S3Error when the body is not what its headers say
 */
export const receiveBody = async (
  headers: IncomingHttpHeaders,
  body: AsyncIterable<Buffer>,
  path: string,
): Promise<BodySums> => {
  const expected = declaredLength(headers);
  const checks = new BodyChecks(headers);
  const decoder = isAwsChunked(headers) ? new AwsChunkedDecoder() : undefined;
  let received = 0;
  const checked = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of body)
      for (const bytes of decoder?.decode(chunk) ?? [chunk]) {
        received += bytes.length;
        checks.update(bytes);
        yield bytes;
      }
    decoder?.end();
  };
  await writeNewFile(path, checked());
  if (received !== expected)
    throw new S3Error(
      'IncompleteBody',
      `The headers announce ${expected} bytes, and the body has ${received}.`,
    );
  return checks.finish(decoder?.trailers ?? new Map());
};
