import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Also done when there is no such file. */
export type DeleteFile = (key: string) => Promise<void>;

export const createDeleteFile =
  (s3: S3Client, bucket: string): DeleteFile =>
  async (key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  };
