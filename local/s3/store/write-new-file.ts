import { open } from 'node:fs/promises';

/**
 * Writes a file that must not exist yet, as fast as the disk takes it. When this is over, well or badly, the file is
 * closed: a stream may still be about to create its file when its pipeline has failed already.
 */
export const writeNewFile = async (path: string, content: AsyncIterable<Buffer>): Promise<void> => {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
};
