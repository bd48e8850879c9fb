import { globSync, readFileSync } from 'node:fs';

export interface Page {
  /** from the root of the repository */
  path: string;
  text: string;
}

/** Everything that people read in this repository, and may copy a command from. */
export const readPages = (): Page[] =>
  globSync(['*.md', 'docs/**/*.md', '{local,lambdas,kernel,reader,bench,findings}/**/*.md'])
    .filter((path) => !path.includes('node_modules'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
