import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { whyKeyIsImpossible } from '../protocol/object-key.ts';

export interface FolderWatch {
  close: () => Promise<void>;
}

export interface FolderWatchOptions {
  root: string;
  /** a file is there, or has changed, and has not grown for a moment */
  onFile: (key: string) => void;
  onGone: (key: string) => void;
  /** the folder, or a part of it, cannot be watched: what happens there is not told */
  onError: (error: unknown) => void;
}

/** A copy is visible while it grows: how long it must not have, and how often that is looked at. Milliseconds. */
const settled = { stabilityThreshold: 300, pollInterval: 50 };

/** Tells what people do in the folder. Resolves when it is being watched; what is there then is not told. */
export const watchFolder = async ({
  root,
  onFile,
  onGone,
  onError,
}: FolderWatchOptions): Promise<FolderWatch> => {
  const keyOf = (path: string): string => relative(root, path).replaceAll(sep, '/');
  const isObject = (path: string): boolean => whyKeyIsImpossible(keyOf(path)) === undefined;
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    awaitWriteFinish: settled,
    // Hidden names, and with them what the server keeps for itself.
    ignored: (path) => path !== root && !isObject(path),
  });
  const { promise: ready, resolve } = Promise.withResolvers<undefined>();
  watcher
    .on('add', (path) => {
      onFile(keyOf(path));
    })
    .on('change', (path) => {
      onFile(keyOf(path));
    })
    .on('unlink', (path) => {
      onGone(keyOf(path));
    })
    .on('error', onError)
    .on('ready', () => {
      resolve(undefined);
    });
  await ready;
  return { close: () => watcher.close() };
};
