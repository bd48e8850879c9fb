import { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { AudienceImportError } from '../../shared/errors.ts';
import type { Backoff } from '../../shared/ports.ts';
import { FileSupersededError } from '../errors.ts';
import type { OpenedFile, OpenFile } from '../ports.ts';
import { type StallWatch, streamBody } from './stream-body.ts';

/** The file's bytes stopped coming again and again, each time at the same place. */
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
 * that is pinned, too, the bytes are those of one version.
 */
export const createOpenFile =
  (s3: S3Client, bucket: string, { backoff, ...watch }: OpenFileOptions): OpenFile =>
  async (key, etag, signal) => {
    const get = (from: number): Promise<OpenedFile & { body: Readable }> =>
      getFrom(s3, { bucket, key, etag, from }, signal);
    const { bytes, body } = await get(0);

    async function* read(): AsyncGenerator<Uint8Array> {
      let current = body;
      let position = 0;
      let fruitless = 0;
      for (;;) {
        const before = position;
        let trouble: unknown;
        try {
          for await (const some of streamBody(current, watch)) {
            position += some.length;
            yield some;
          }
        } catch (error) {
          signal.throwIfAborted();
          trouble = error;
        }
        if (position === bytes) return;
        fruitless = position > before ? 0 : fruitless + 1;
        if (position > bytes || fruitless === mostFruitlessTries)
          throw new FileUnreadableError(
            `S3 sent ${position} of the ${bytes} bytes of ${key} and then nothing more`,
            { cause: trouble },
          );
        await backoff.sleep(backoff.random() * firstDelayMs * 2 ** fruitless);
        ({ body: current } = await get(position));
      }
    }
    return { bytes, body: read() };
  };

const getFrom = async (
  s3: S3Client,
  { bucket, key, etag, from }: { bucket: string; key: string; etag: string; from: number },
  signal: AbortSignal,
): Promise<OpenedFile & { body: Readable }> => {
  try {
    const { Body, ContentLength } = await s3.send(
      new GetObjectCommand({
        ...{ Bucket: bucket, Key: key, IfMatch: `"${etag}"` },
        ...(from > 0 && { Range: `bytes=${from}-` }),
      }),
      { abortSignal: signal },
    );
    if (!(Body instanceof Readable) || ContentLength === undefined)
      throw new TypeError('S3 answered without a body or its length');
    return { bytes: ContentLength, body: Body };
  } catch (error) {
    if (error instanceof NoSuchKey || hasStatus(error, 412))
      throw new FileSupersededError(`${key} is no longer there with ETag ${etag}`, {
        cause: error,
      });
    throw error;
  }
};

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;
