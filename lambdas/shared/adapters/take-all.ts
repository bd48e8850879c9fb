import { MalformedItemsError } from './parse-item.ts';

/**
 * Takes what a list gives.
 *
 * @returns an error that names what could not be read, if there was any: to be thrown when the rest is dealt with
 */
export const takeAll = async <T>(
  list: AsyncIterable<T>,
  take: (item: T) => void | Promise<void>,
): Promise<MalformedItemsError | undefined> => {
  try {
    for await (const item of list) await take(item);
    return undefined;
  } catch (error) {
    if (error instanceof MalformedItemsError) return error;
    throw error;
  }
};
