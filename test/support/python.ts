import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { it } from '@jest/globals';

/** The interpreter of the tests that need one; `PYTHON` names another. */
const python = process.env.PYTHON ?? 'python3';

/** A person's own AWS profile must not leak in. */
const ofThisProcess = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
const env = {
  ...Object.fromEntries(ofThisProcess),
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONIOENCODING: 'utf-8',
};

/** @returns what it printed; rejects with what it printed to standard error when it does not end well */
export const runPython = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { stdout } = await promisify(execFile)(python, words, {
    env: { ...env, ...environment },
    maxBuffer: 100 * 2 ** 20,
  });
  return stdout;
};

const isInstalled = (module: string, interpreter: string): boolean =>
  spawnSync(interpreter, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;

/** The first interpreter, the named one or `python3`, that has all these modules. */
export const findPython = (modules: readonly string[]): string | undefined =>
  [python, 'python3'].find((each) => isInstalled(modules.join(', '), each));

/**
 * `it` for a test that needs these modules. Where one is missing, a person's tests go on without it and
 * its title says so; those of CI may not.
 */
export const itWithPython = (
  modules: readonly string[],
): ((title: string, test: () => Promise<void>) => void) => {
  const missing = modules.filter((module) => !isInstalled(module, python));
  if (missing.length === 0 || process.env.CI !== undefined) return it;
  const reason = `skipped: ${python} cannot import ${missing.join(' and ')}`;
  return (title, test) => {
    it.skip(`${title} (${reason})`, test);
  };
};
