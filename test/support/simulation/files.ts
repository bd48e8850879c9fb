import { createHash } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { bucket } from './resources.ts';

/** The files of all projects, as whoever uploads them knows them. */
export interface Files {
  put: (at: FilePlace, ids: readonly string[]) => Promise<void>;
  /** A file that breaks the rules. */
  putBroken: (at: FilePlace, row: string) => Promise<void>;
  remove: (at: FilePlace) => Promise<void>;
  /** What a version of a file consisted of. @returns undefined also for a broken one */
  idsOf: (projectId: string, fileName: string, etag: string) => readonly string[] | undefined;
}

export interface FilePlace {
  projectId: string;
  path: string;
  fileName: string;
}

export const createFiles = (s3: S3Client): Files => {
  const versions = new Map<string, readonly string[]>();

  const send = async ({ path, fileName }: FilePlace, Body: string): Promise<void> => {
    const Key = path + fileName;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  };

  return {
    put: async (place, ids) => {
      const { projectId, fileName } = place;
      const body = ids.map((id) => `${id}\n`).join('');
      // Before: it may get there although its answer does not come back.
      const etag = createHash('md5').update(body).digest('hex');
      versions.set(`${projectId}/${fileName} ${etag}`, ids);
      await send(place, body);
    },
    putBroken: (place, row) => send(place, `${row},and another column\n`),
    remove: async ({ path, fileName }) => {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: path + fileName }));
    },
    idsOf: (projectId, fileName, etag) => versions.get(`${projectId}/${fileName} ${etag}`),
  };
};
