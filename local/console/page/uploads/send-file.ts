import { maxFileBytes } from '../../../../lambdas/shared/contract.ts';
import { fileNameOfObject } from '../../../../lambdas/shared/domain/file-name.ts';
import { paths, type Refusal, refusalSchema, type Uploaded, uploadedSchema } from '../../api.ts';

export type Sent = Uploaded | Refusal | 'unreachable';

const read = (request: XMLHttpRequest): Sent => {
  const answer: unknown = JSON.parse(request.responseText);
  return request.status === 201 ? uploadedSchema.parse(answer) : refusalSchema.parse(answer);
};

/**
 * Uploads a file under a project's path. What the server would refuse is not sent at all.
 *
 * @param onProgress told the part that is sent, from 0 to 1; only XMLHttpRequest knows
 */
export const sendFile = (
  projectId: string,
  file: File,
  onProgress: (part: number) => void,
): Promise<Sent> => {
  if (fileNameOfObject(file.name) === undefined) return Promise.resolve({ refusal: 'suffix' });
  if (file.size > maxFileBytes) return Promise.resolve({ refusal: 'too-large' });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(total === 0 ? 1 : loaded / total);
    });
    request.addEventListener('load', () => {
      try {
        resolve(read(request));
      } catch {
        resolve('unreachable');
      }
    });
    request.addEventListener('error', () => {
      resolve('unreachable');
    });
    request.open('PUT', paths.file(projectId, file.name));
    request.send(file);
  });
};
