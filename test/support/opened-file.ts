import type { OpenedFile } from '../../lambdas/importer/ports.ts';
import { streamOf } from './streams.ts';

/** A file in S3, opened. */
export const openedFile = (text: string): OpenedFile => {
  const bytes = Buffer.from(text);
  return { bytes: bytes.length, body: streamOf([bytes]) };
};
