import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';

/** Everything that people read in this repository, and may copy a command from. */
export const readPages = async (): Promise<{ path: string; text: string }[]> => {
  const paths: string[] = [];
  for await (const path of glob(['*.md', 'docs/**/*.md', '{local,lambdas,kernel,reader}/**/*.md']))
    paths.push(path);
  return Promise.all(
    paths
      .sort()
      .map(async (path) => ({ path, text: (await readFile(path, 'utf8')).replaceAll('\r', '') })),
  );
};
