import { isMissingValue } from '../../lambdas/shared/domain/missing-value.ts';
import { isUserId, mostUserIdBytes } from '../../lambdas/shared/own-user-key.ts';
import type { Backoff } from '../../lambdas/shared/ports.ts';
import type { UserFile } from './read-user-file.ts';
import { usersPerCall, type WriteUsers, writeUsersOf } from './write-users.ts';

export interface ChangeUsersPorts extends Backoff {
  writeUsers: WriteUsers;
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
  /** IDs among those written that are words for a missing value */
  missingValues: readonly string[];
}

const tooLong = `is longer than ${mostUserIdBytes} bytes`;

/** More would scroll the reason out of sight. */
export const namedAtMost = 20;

/**
 * Writes each ID of a file once, in no particular order: registers or unregisters it. Can be repeated as a whole.
 *
 * @param header the ID that is a column's name
 */
export const changeUsers = async (
  { file, counts }: UserFile,
  header: string | undefined,
  { writeUsers, onRefused, onProgress, ...backoff }: ChangeUsersPorts,
): Promise<UserChanges> => {
  let written = 0;
  let named = 0;
  const missingValues: string[] = [];
  const refuse = (id: string, problem: string): void => {
    named += 1;
    if (named <= namedAtMost) onRefused(id, problem);
  };
  for (const id of file.unmatchable(namedAtMost))
    refuse(id, id.includes('\n') ? 'contains a line feed' : tooLong);

  const groups = function* (): Generator<string[]> {
    for (const ids of file.ids(usersPerCall)) {
      const users = ids.filter((id) => {
        if (id === header) return false;
        const isFit = isUserId(id);
        if (!isFit) refuse(id, tooLong);
        if (isMissingValue(id)) missingValues.push(id);
        return isFit;
      });
      if (users.length > 0) yield users;
    }
  };
  await writeUsersOf(groups(), writeUsers, {
    ...backoff,
    onWritten: (users) => {
      written += users;
      onProgress(written);
    },
  });
  const leftOut = header === undefined ? 0 : 1;
  const refused = counts.distinct - leftOut - written;
  return {
    ...{ written, rows: counts.rows - leftOut, refused, missingValues },
    duplicates: counts.rows - counts.distinct,
  };
};
