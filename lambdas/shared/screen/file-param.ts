import { z } from 'zod';
import { bytesOfJson } from './json-in-html.ts';

/** Characters, each of which is up to three bytes, or half of four. */
const mostOfName = 1024;

const fileName = z.string().min(1).max(mostOfName);

/** A file name with its suffix: as it is, or as Base64 of its UTF-8. */
export const fileParamSchema = z.union([
  fileName,
  z
    .strictObject({ base64: z.base64().max(4 * mostOfName) })
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
