/** Told of each part of a start that is done, and how long it took. */
export type TellStep = (done: string, milliseconds: number) => void;

/**
 * Waits for a part of a start, and tells how long that was. Parts overlap: their times do not add up.
 *
 * @param done what has happened then, as `synthesized the app`
 */
export const step = async <T>(
  done: string | ((result: T) => string),
  work: Promise<T>,
  tell: TellStep,
): Promise<T> => {
  const begun = performance.now();
  const result = await work;
  tell(typeof done === 'string' ? done : done(result), performance.now() - begun);
  return result;
};

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
