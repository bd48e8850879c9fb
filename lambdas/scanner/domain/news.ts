import { fileNameOfObject } from '../../shared/domain/file-name.ts';

/** S3 has told that an object was created or removed. */
export interface ObjectNews {
  key: string;
  /**
   * when SQS took the message, which is after S3 has done it; of what was put off, until when: it stands for all that was told before.
   * Milliseconds since 1970
   */
  sentAt: number;
}

/** All that was told of one folder, as one. */
export interface FolderNews {
  /** with a slash at its end, as the path of a project */
  folder: string;
  /** one of the objects */
  key: string;
  /** of the last message */
  sentAt: number;
}

/**
 * Merges what was told of the same folder. What is no file of an audience by its name is left out, as is what lies in no folder: a tick
 * counts it, and tells of it if it stays.
 */
export const gatherByFolder = (news: readonly ObjectNews[]): FolderNews[] => {
  const folders = new Map<string, FolderNews>();
  for (const { key, sentAt } of news) {
    const end = key.lastIndexOf('/') + 1;
    const [folder, name] = [key.slice(0, end), key.slice(end)];
    if (folder === '' || fileNameOfObject(name) === undefined) continue;
    const before = folders.get(folder)?.sentAt ?? sentAt;
    folders.set(folder, { folder, key, sentAt: Math.max(before, sentAt) });
  }
  return [...folders.values()];
};
