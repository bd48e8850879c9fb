import type { LastLook } from './domain/last-look.ts';
import type { FolderNews } from './domain/news.ts';
import { NewsNotPutOffError } from './errors.ts';
import type { PutOff } from './ports.ts';

/** Of a bucket with folders of no project, so many come back after a rest; the others are left to the tick. */
const mostFolders = 10;

/**
 * Has the news come back when the look's rest is over, unless a tick comes before. One message stands for all that is told of a folder
 * during that rest.
 *
 * @throws NewsNotPutOffError
 */
export const putOffNews = async (
  { folder, key }: FolderNews,
  { restsUntil, isLeftToTick, putOff: already }: LastLook,
  putOff: PutOff,
): Promise<void> => {
  if (isLeftToTick || already.has(folder) || already.size >= mostFolders) return;
  already.add(folder);
  try {
    await putOff(key, restsUntil);
  } catch (error) {
    already.delete(folder);
    throw new NewsNotPutOffError(folder, error);
  }
};
