import { z } from 'zod';
import { reportsPath } from '../../../lambdas/shared/contract.ts';
import { fileNameOfObject } from '../../../lambdas/shared/domain/file-name.ts';

/** What lies below a prefix of the bucket: one page of it, 1,000 entries. With a delimiter, folders stand for all below them. */
export type ListPlace = (
  prefix: string,
  delimiter?: '/',
) => Promise<{ keys: readonly string[]; folders: readonly string[]; isAll: boolean }>;

/** Files that look like those of audiences, and lie where no project has its path. */
export const straysSchema = z.object({
  files: z.number(),
  places: z
    .array(z.string())
    .describe('keys of those at the top or beside projects, and folders, which end with a slash'),
  isAll: z.boolean().describe('false: not all of the bucket was looked at'),
});
export type Strays = z.infer<typeof straysSchema>;

/** A bucket may hold much that has nothing to do with audiences. */
const mostCalls = 20;

/**
 * Looks at the top of the bucket, at folders above projects' paths, and once into each folder that is no project's.
 *
 * @param paths of all projects, of paused ones, too
 */
export const findStrays = async (
  paths: readonly string[],
  listPlace: ListPlace,
): Promise<Strays> => {
  const taken = [...paths, reportsPath];
  const strays: Strays = { files: 0, places: [], isAll: true };
  const add = (place: string, files: number): void => {
    if (files > 0) strays.places.push(place);
    strays.files += files;
  };
  const isOpen = (prefix: string): boolean =>
    prefix === '' || taken.some((path) => path.startsWith(prefix));
  const places = [''];
  let calls = 0;
  for (const place of places) {
    calls += 1;
    if (calls > mostCalls) return { ...strays, isAll: false };
    if (!isOpen(place)) {
      const { keys, isAll } = await listPlace(place);
      strays.isAll &&= isAll;
      add(place, keys.filter((key) => looksMeant(key)).length);
      continue;
    }
    const { keys, folders, isAll } = await listPlace(place, '/');
    strays.isAll &&= isAll;
    for (const key of keys) if (looksMeant(key)) add(key, 1);
    places.push(...folders.filter((folder) => !taken.some((path) => folder.startsWith(path))));
  }
  return strays;
};

const looksMeant = (key: string): boolean =>
  fileNameOfObject(key.slice(key.lastIndexOf('/') + 1)) !== undefined;
