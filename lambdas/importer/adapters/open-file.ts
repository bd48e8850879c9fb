import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  GetObjectCommand,
  InvalidObjectState,
  NoSuchKey,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { DamagedFileError } from '../../../kernel/errors.ts';
import { AudienceImportError } from '../../shared/errors.ts';
import type { Backoff } from '../../shared/ports.ts';
import { archived, FileSupersededError } from '../errors.ts';
import type { OpenedFile, OpenFile } from '../ports.ts';
import { askForChecksums, type StoredChecksums, storedChecksumsIn } from './stored-checksums.ts';
import { type StallWatch, streamBody } from './stream-body.ts';

/** The file's bytes stopped coming again and again, each time at the same place, or an error came after the last. */
export class FileUnreadableError extends AudienceImportError {
  override readonly name = 'FileUnreadableError';
}

export interface OpenFileOptions extends StallWatch {
  backoff: Backoff;
}

const mostFruitlessTries = 5;
const firstDelayMs = 200;

/**
 * One GET pinned to the ETag. Where its body stalls, breaks off or ends early, the rest is asked for with a Range; as
 * that is pinned, too, the bytes are those of one version. The body ends with DamagedFileError when S3 has another
 * CRC-32 of the whole; its CRC-64 is left to whoever reads the file.
 */
export const createOpenFile =
  (s3: S3Client, bucket: string, { backoff, ...watch }: OpenFileOptions): OpenFile =>
  async (key, etag, signal) => {
    const get = (from: number): Promise<Answer> => getFrom(s3, { bucket, key, etag, from }, signal);
    const { bytes, body, stored } = await get(0);
    const { crc64 } = stored;
    const expected = crc64 === undefined ? stored.crc32 : undefined;

    async function* read(): AsyncGenerator<Uint8Array> {
      let current = body;
      let position = 0;
      let fruitless = 0;
      let sum = 0;
      for (;;) {
        const before = position;
        let trouble: unknown;
        try {
          for await (const some of streamBody(current, watch)) {
            position += some.length;
            if (expected !== undefined) sum = crc32(some, sum);
            yield some;
          }
        } catch (error) {
          signal.throwIfAborted();
          trouble = error;
        }
        if (position === bytes && trouble === undefined) break;
        fruitless = position > before ? 0 : fruitless + 1;
        if (position >= bytes || fruitless === mostFruitlessTries)
          throw new FileUnreadableError(
            `S3 sent ${position} of the ${bytes} bytes of ${key} and then nothing more, or an error`,
            { cause: trouble },
          );
        await backoff.sleep(backoff.random() * firstDelayMs * 2 ** fruitless, signal);
        ({ body: current } = await get(position));
      }
      if (expected !== undefined && sum !== expected)
        throw new DamagedFileError(`the bytes that came have the CRC-32 ${sum}, not ${expected}`);
    }
    return { bytes, body: read(), crc64 };
  };

interface Answer extends OpenedFile {
  body: Readable;
  stored: StoredChecksums;
}

const getFrom = async (
  s3: S3Client,
  { bucket, key, etag, from }: { bucket: string; key: string; etag: string; from: number },
  signal: AbortSignal,
): Promise<Answer> => {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    IfMatch: `"${etag}"`,
    ...(from > 0 && { Range: `bytes=${from}-` }),
  });
  // S3 knows none of a range.
  if (from === 0) askForChecksums(command);
  try {
    const answer = await s3.send(command, { abortSignal: signal });
    const { Body, ContentLength } = answer;
    if (!(Body instanceof Readable) || ContentLength === undefined)
      throw new TypeError('S3 answered without a body or its length');
    return { bytes: ContentLength, body: Body, stored: storedChecksumsIn(answer) };
  } catch (error) {
    if (error instanceof NoSuchKey || hasStatus(error, 412))
      throw new FileSupersededError(`${key} is no longer there with ETag ${etag}`, {
        cause: error,
      });
    // It is listed like any other.
    if (error instanceof InvalidObjectState) throw archived();
    throw error;
  }
};

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;
