import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { codeOf } from './error-code.ts';
import { RefusedError } from './errors.ts';

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws RefusedError when there is no such file
 */
export const openInput = async (
  file: string,
  stdin: Readable,
): Promise<AsyncIterable<Uint8Array>> => {
  if (file === '-') return stdin;
  const handle = await open(file).catch((error: unknown) => {
    throw new RefusedError(`"${file}" cannot be read (${String(codeOf(error))}).`, {
      cause: error,
    });
  });
  if (!(await handle.stat()).isDirectory())
    return handle.createReadStream({ highWaterMark: 1024 * 1024 });
  await handle.close();
  throw new RefusedError(`"${file}" is a folder. Name a file, or - for standard input.`);
};
