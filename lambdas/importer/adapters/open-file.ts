import { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { FileSupersededError } from '../errors.ts';
import type { OpenFile } from '../ports.ts';

export const createOpenFile =
  (s3: S3Client, bucket: string): OpenFile =>
  async (key, etag) => {
    try {
      const { Body, ContentLength } = await s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: `"${etag}"` }),
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
