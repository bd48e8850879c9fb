import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const stampsSchema = z.object({
  /** names of what was built */
  names: z.array(z.string()),
  /** path below the root -> when it was changed last, and its size; null: it was not there */
  files: z.record(z.string(), z.string().nullable()),
});

const stampOf = (file: string): string | null => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : null;
};

/** Also of a folder's entries, so that a file that is added or taken away is seen. */
const stampOfFolder = (folder: string): string => readdirSync(folder).sort().join('\n');

/** What is known of files, as text. @param paths below the root; a folder with a slash at its end */
export const stampsOf = (
  root: string,
  names: readonly string[],
  paths: readonly string[],
): string => {
  const files = Object.fromEntries(paths.map((path) => [path, look(root, path)]));
  return JSON.stringify({ names, files });
};

const look = (root: string, path: string): string | null =>
  path.endsWith('/') ? stampOfFolder(join(root, path)) : stampOf(join(root, path));

/** @param at as of `mtimeMs` */
export const wasChangedSince = (root: string, paths: readonly string[], at: number): boolean =>
  paths.some((path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    return stat !== undefined && stat.mtimeMs >= at;
  });

/** @param text of `stampsOf`; false if it is none */
export const areUnchanged = (root: string, names: readonly string[], text: string): boolean => {
  const stamps = parse(text);
  return (
    stamps !== undefined &&
    JSON.stringify(stamps.names) === JSON.stringify(names) &&
    Object.entries(stamps.files).every(([path, stamp]) => look(root, path) === stamp)
  );
};

const parse = (text: string): z.infer<typeof stampsSchema> | undefined => {
  try {
    return stampsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Somebody has cut it off while it was written.
    return undefined;
  }
};
