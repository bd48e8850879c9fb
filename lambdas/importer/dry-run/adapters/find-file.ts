import { HeadObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { AudienceImportError } from '../../../shared/errors.ts';

/**
 * An object as it is now; undefined: there is none.
 *
 * @throws FileHiddenError
 */
export type FindFile = (key: string) => Promise<{ etag: string; size: number } | undefined>;

/** S3 tells only those who may list a bucket that an object is not there. */
export class FileHiddenError extends AudienceImportError {
  override readonly name = 'FileHiddenError';
}

export const createFindFile =
  (s3: S3Client, bucket: string): FindFile =>
  async (key) => {
    try {
      const answer = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      const { ETag, ContentLength } = answer;
      if (ETag === undefined || ContentLength === undefined)
        throw new TypeError('S3 answered without an ETag or a length');
      return { etag: ETag.replaceAll('"', ''), size: ContentLength };
    } catch (error) {
      if (!(error instanceof S3ServiceException)) throw error;
      const { httpStatusCode } = error.$metadata;
      if (httpStatusCode === 404) return undefined;
      if (httpStatusCode !== 403) throw error;
      throw new FileHiddenError(`there is no ${key}, or it may not be read`, { cause: error });
    }
  };
