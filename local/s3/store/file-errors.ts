/** Not by `instanceof`: the errors of Node's own modules are of another realm inside a test runner. */
const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const absent: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

/** Whether a call of `node:fs` failed because nothing has that path. */
export const isAbsent = (error: unknown): boolean => absent.includes(codeOf(error));

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.some((code) => code === codeOf(error));

/** What the promise resolves to, or undefined when nothing has that path. */
export const unlessAbsent = async <T>(promise: Promise<T>): Promise<T | undefined> => {
  try {
    return await promise;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};
