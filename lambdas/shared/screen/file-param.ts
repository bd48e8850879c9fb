import { z } from 'zod';
import { bytesOfJson } from './json-in-html.ts';

/** Bytes of UTF-8 that a key may have, of which a file's name is the last part. */
const mostOfName = 1024;

/** What S3 cannot have is looked for nowhere. */
const fileName = z
  .string()
  .min(1)
  .refine((name) => name.isWellFormed() && Buffer.byteLength(name) <= mostOfName, {
    error: `must be text of at most ${mostOfName} bytes of UTF-8`,
  });

/** A file name with its suffix: as it is, or as Base64 of its UTF-8. */
export const fileParamSchema = z.union([
  fileName,
  z
    .strictObject({ base64: z.base64().max(2 * mostOfName) })
    .transform(({ base64 }) => Buffer.from(base64, 'base64').toString())
    .pipe(fileName),
]);
export type FileParam = z.input<typeof fileParamSchema>;

/** Bytes of a page: as many as a key of 1,024 bytes takes as Base64. */
const mostAsItIs = 1_400;

/**
 * A key may be of a thousand control characters, each of which takes six bytes on a page, and a list of such files would be larger than
 * an answer may be.
 */
export const fileParamOf = (name: string): FileParam =>
  bytesOfJson(name) > mostAsItIs ? { base64: Buffer.from(name).toString('base64') } : name;
