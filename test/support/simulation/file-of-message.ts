import { decodeMessage } from '../../../lambdas/shared/decode-message.ts';
import { keyOfFile } from './observed.ts';

/** @param body of a message to the importer */
export const filesOfMessage = (body: string): string[] => {
  const messages = decodeMessage(body, Number.MAX_SAFE_INTEGER);
  if ('reason' in messages) throw new Error(messages.detail);
  return messages.map(({ projectId, fileName }) => keyOfFile(projectId, fileName));
};
