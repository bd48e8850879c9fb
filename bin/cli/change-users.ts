import { toUserKey } from '../../lambdas/shared/domain/user-key.ts';
import type { Backoff } from '../../lambdas/shared/ports.ts';
import { ownKeyFormat } from './own-key-format.ts';
import type { UserFile } from './read-user-file.ts';
import { keysPerCall, type WriteUserKeys, writeUserKeys } from './write-user-keys.ts';

export interface ChangeUsersPorts extends Backoff {
  writeKeys: WriteUserKeys;
  /** told of IDs that nobody can be registered under, of the first of them; `id` is its beginning */
  onRefused: (id: string, problem: string) => void;
  /** told how many IDs are written, again and again */
  onProgress: (written: number) => void;
}

/** `rows` that are not blank and no column's name = `written` + `duplicates` + `refused`. */
export interface UserChanges {
  /** different IDs */
  written: number;
  rows: number;
  duplicates: number;
  /** different IDs that nobody can be registered under */
  refused: number;
}

/** More would scroll the reason out of sight. */
export const namedAtMost = 20;

/**
 * Writes the key of each ID of a file once, in no particular order: registers or unregisters it. Can be repeated as a whole.
 *
 * @param header the ID that is a column's name
 */
export const changeUsers = async (
  projectId: string,
  { file, counts }: UserFile,
  header: string | undefined,
  { writeKeys, onRefused, onProgress, ...backoff }: ChangeUsersPorts,
): Promise<UserChanges> => {
  const format = ownKeyFormat(projectId);
  let written = 0;
  let named = 0;
  const refuse = (id: string, problem: string): void => {
    named += 1;
    if (named <= namedAtMost) onRefused(id, problem);
  };
  for (const id of file.unmatchable(namedAtMost))
    refuse(id, id.includes('\n') ? 'contains a line feed' : 'is too long');

  const groups = function* (): Generator<string[]> {
    for (const ids of file.ids(keysPerCall)) {
      const keys = ids.flatMap((id) => {
        if (id === header) return [];
        const key = toUserKey(format, id);
        if (key === undefined) refuse(id, 'is too long');
        return key ?? [];
      });
      if (keys.length > 0) yield keys;
    }
  };
  await writeUserKeys(groups(), writeKeys, {
    ...backoff,
    onWritten: (keys) => {
      written += keys;
      onProgress(written);
    },
  });
  const leftOut = header === undefined ? 0 : 1;
  const refused = counts.distinct - leftOut - written;
  return {
    ...{ written, rows: counts.rows - leftOut, refused },
    duplicates: counts.rows - counts.distinct,
  };
};
