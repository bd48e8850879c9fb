import { fileURLToPath } from 'node:url';

/** A file of the repository as it lies here. */
export const presentPath = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));
