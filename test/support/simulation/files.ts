import { createHash } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { bucket } from './resources.ts';

/** The files of a project, as whoever uploads them knows them. */
export interface Files {
  put: (fileName: string, ids: readonly string[]) => Promise<void>;
  remove: (fileName: string) => Promise<void>;
  /** What a version of a file consisted of. */
  idsOf: (fileName: string, etag: string) => readonly string[] | undefined;
}

export const createFiles = (s3: S3Client, path: string): Files => {
  const versions = new Map<string, readonly string[]>();
  return {
    put: async (fileName, ids) => {
      const Key = `${path}${fileName}`;
      const body = ids.map((id) => `${id}\n`).join('');
      // Before: it may get there although its answer does not come back.
      versions.set(`${fileName} ${createHash('md5').update(body).digest('hex')}`, ids);
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: body }));
    },
    remove: async (fileName) => {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${path}${fileName}` }));
    },
    idsOf: (fileName, etag) => versions.get(`${fileName} ${etag}`),
  };
};
