import { importMessageSchema } from '../../../lambdas/shared/contract.ts';
import { keyOfFile } from './observed.ts';

/** @param body of a message to the importer */
export const fileOfMessage = (body: string): string => {
  const { projectId, fileName } = importMessageSchema
    .pick({ projectId: true, fileName: true })
    .parse(JSON.parse(body));
  return keyOfFile(projectId, fileName);
};
