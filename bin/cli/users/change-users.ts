import { isMissingValue } from '../../../lambdas/shared/domain/missing-value.ts';
import { isUserId } from '../../../lambdas/shared/own-user-key.ts';
import type { Backoff } from '../../../lambdas/shared/ports.ts';
import { RefusedError } from '../errors.ts';
import { type UnfitReason, unmatchableOf } from './find-unfit-ids.ts';
import type { RowsInOrder } from './read-in-order.ts';
import type { UserFile } from './read-user-file.ts';
import { usersPerCall, type WriteUsers, writeUsersOf } from './write-users.ts';
import { WrittenUpTo } from './written-up-to.ts';

export interface ChangeUsersPorts extends Backoff {
  writeUsers: WriteUsers;
  /** told of IDs that nobody can be registered under, of the first of them; `id` is its beginning */
  onRefused: (id: string, why: UnfitReason) => void;
  /** told how many IDs are written, again and again */
  onProgress: (written: number) => void;
  /** told where to go on when something is thrown: at this line of the file */
  onBroken: (line: number) => void;
  signal: AbortSignal;
}

/** `rows` that are not blank and no column's name = `written` + `skipped` + `duplicates` + `refused`. */
export interface UserChanges {
  /** different IDs */
  written: number;
  rows: number;
  /** different IDs in front of the line from which on users are written */
  skipped: number;
  duplicates: number;
  /** different IDs that nobody can be registered under */
  refused: number;
  /** IDs among those written that are words for a missing value */
  missingValues: readonly string[];
}

/** Which of a file's IDs are written. */
export interface UsersToChange {
  users: UserFile;
  /** the same file again */
  rows: AsyncIterable<RowsInOrder>;
  /** the ID that is a column's name */
  header: string | undefined;
  /** those in front of this line of the file are written already */
  fromLine: number;
}

/** More would scroll the reason out of sight. */
export const namedAtMost = 20;

/**
 * Writes each ID of a file once, in the order of its lines but for those that are written side by side: registers or unregisters
 * it. Can be repeated as a whole.
 */
export const changeUsers = async (
  { users: { file, counts }, rows, header, fromLine }: UsersToChange,
  { writeUsers, onRefused, onProgress, onBroken, signal, ...backoff }: ChangeUsersPorts,
): Promise<UserChanges> => {
  const upTo = new WrittenUpTo();
  let written = 0;
  let skipped = 0;
  let named = 0;
  const missingValues: string[] = [];
  const refuse = (id: string, why: UnfitReason): void => {
    named += 1;
    if (named <= namedAtMost) onRefused(id, why);
  };
  for (const [id, why] of unmatchableOf({ file }, namedAtMost)) refuse(id, why);

  /** Marks those that it has seen. */
  const newOf = (ids: readonly string[]): string[] => {
    const unseen = ids.filter((id) => id !== header && !file.isMarked(id));
    file.mark(unseen);
    return unseen.filter((id) => {
      const isFit = isUserId(id);
      if (!isFit) refuse(id, 'too-long');
      return isFit;
    });
  };
  const groups = async function* (): AsyncGenerator<readonly string[]> {
    for await (const { line, ids } of rows) {
      upTo.begin(line);
      for (const some of ids(usersPerCall)) {
        const group = newOf(some);
        if (line < fromLine) skipped += group.length;
        else if (group.length > 0) {
          missingValues.push(...group.filter(isMissingValue));
          upTo.handOut(group);
          yield group;
        }
      }
    }
    upTo.end();
  };
  try {
    await writeUsersOf(groups(), writeUsers, {
      ...backoff,
      signal,
      onWritten: (group) => {
        upTo.written(group);
        written += group.length;
        onProgress(written);
      },
    });
  } catch (error) {
    const { line } = upTo;
    if (line !== undefined && !(error instanceof RefusedError)) onBroken(Math.max(line, fromLine));
    throw error;
  }
  const leftOut = header === undefined ? 0 : 1;
  const refused = counts.distinct - leftOut - written - skipped;
  return {
    written,
    skipped,
    rows: counts.rows - leftOut,
    refused,
    missingValues,
    duplicates: counts.rows - counts.distinct,
  };
};
