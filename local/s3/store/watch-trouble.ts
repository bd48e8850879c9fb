import { relative, sep } from 'node:path';
import { z } from 'zod';

/** @param key what cannot be watched or read; undefined: all of the folder */
export type OnWatchTrouble = (error: unknown, key: string | undefined) => void;

export interface WatchTrouble {
  /** the watcher says so */
  ofWatcher: (error: unknown) => void;
  ofFile: (key: string, error: unknown) => void;
}

const withPath = z.object({ path: z.string() });

/** Of a file that nobody may read, the watcher complains, and whoever looks at it then: it is told once. */
export const createWatchTrouble = (root: string, onTrouble: OnWatchTrouble): WatchTrouble => {
  const told = new Set<string>();
  const ofFile: WatchTrouble['ofFile'] = (key, error) => {
    if (told.has(key)) return;
    told.add(key);
    onTrouble(error, key);
  };
  return {
    ofFile,
    ofWatcher: (error) => {
      const { path = root } = withPath.safeParse(error).data ?? {};
      const key = relative(root, path).replaceAll(sep, '/');
      if (key === '' || key.startsWith('..')) onTrouble(error, undefined);
      else ofFile(key, error);
    },
  };
};
