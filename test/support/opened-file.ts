import type { OpenedFile } from '../../lambdas/importer/ports.ts';
import { streamOf } from './streams.ts';

/** A file in S3, opened. */
export const openedFile = (content: string | Buffer): OpenedFile => {
  const bytes = Buffer.from(content);
  return { bytes: bytes.length, body: streamOf([bytes]) };
};
