import { DeleteObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/**
 * Deletes a file if it is the one that was seen.
 *
 * @param etag without quotes
 * @returns `deleted` also when there is no such file any more; `changed`: there is another one, which stays
 */
export type DeleteFile = (key: string, etag: string) => Promise<'deleted' | 'changed'>;

/** Another one was uploaded before, or at the same moment: "How to perform conditional deletes" of the S3 user guide. */
const changed: readonly string[] = ['PreconditionFailed', 'ConditionalRequestConflict'];

export const createDeleteFile =
  (s3: S3Client, bucket: string): DeleteFile =>
  async (key, etag) => {
    try {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, IfMatch: `"${etag}"` }));
      return 'deleted';
    } catch (error) {
      if (!(error instanceof S3ServiceException)) throw error;
      if (error.name === 'NoSuchKey') return 'deleted';
      if (changed.includes(error.name)) return 'changed';
      throw error;
    }
  };
