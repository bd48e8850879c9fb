import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

/**
 * What can be read of a list that only helps to explain an error: whoever asks may not list, and what is wrong is said all the
 * same.
 */
export const listIfPossible = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  try {
    await takeAll(list, (item) => {
      items.push(item);
    });
  } catch {
    return items;
  }
  return items;
};
