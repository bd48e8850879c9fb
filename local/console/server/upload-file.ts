import type { Readable } from 'node:stream';
import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { fileNameOfObject } from '../../../lambdas/shared/domain/file-name.ts';
import type { GetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import type { Refusal, Uploaded } from '../api.ts';

export interface FileToUpload {
  projectId: string;
  /** under the project's path */
  objectName: string;
  /** undefined: nobody has said how long it is */
  bytes: number | undefined;
  body: Readable;
}

interface Bucket {
  getProject: GetProject;
  s3: S3Client;
  bucket: string;
}

/** Puts a file where a marketing tool would. Nothing is written of one that is refused. */
export const uploadFile = async (
  { projectId, objectName, bytes, body }: FileToUpload,
  { getProject, s3, bucket }: Bucket,
): Promise<Uploaded | Refusal> => {
  const project = await getProject(projectId);
  if (project === undefined || project.deletedAt !== undefined) return { refusal: 'no-project' };
  const fileName = fileNameOfObject(objectName);
  if (fileName === undefined) return { refusal: 'suffix' };
  if (bytes === undefined) return { refusal: 'no-length' };
  if (bytes > maxFileBytes) return { refusal: 'too-large' };
  try {
    const { ETag: etag = '' } = await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: project.path + objectName,
        Body: body,
        ContentLength: bytes,
      }),
    );
    return { fileName, etag: etag.replaceAll('"', '') };
  } catch (error) {
    if (error instanceof S3ServiceException) return { refusal: 'bucket', message: error.message };
    throw error;
  }
};
