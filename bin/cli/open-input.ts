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
    const code = String(codeOf(error));
    throw new RefusedError(({ files }) => files.unreadable(file, code), { cause: error });
  });
  if (!(await handle.stat()).isDirectory())
    return handle.createReadStream({ highWaterMark: 1024 * 1024 });
  await handle.close();
  throw new RefusedError(({ files }) => files.isFolder(file));
};
