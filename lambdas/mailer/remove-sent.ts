import pMap from 'p-map';
import type { PendingNotice } from './domain/group-notices.ts';
import { NoticesNotRemovedError } from './errors.ts';
import type { MailRun } from './mail-run.ts';
import type { RemoveNotices } from './ports.ts';

/**
 * Removes as much as it can: each notice that stays is mailed again.
 *
 * @returns whether all of them are gone
 */
export type Remove = (notices: readonly PendingNotice[]) => Promise<boolean>;

/** Updates at the same time. */
const concurrency = 16;

/** @param all that were read of some audiences, and not removed yet */
export const createRemoval = (
  projectId: string,
  all: readonly PendingNotice[],
  run: MailRun,
  { removeNotices }: { removeNotices: RemoveNotices },
): Remove => {
  /** keys of what is left, by file name */
  const left = new Map(
    Map.groupBy(all, ({ fileName }) => fileName)
      .entries()
      .map(([fileName, notices]) => [fileName, new Set(notices.map(({ key }) => key))]),
  );

  return async (notices) => {
    const errors: unknown[] = [];
    const remove = async ([fileName, group]: [string, PendingNotice[]]): Promise<void> => {
      const keys = group.map(({ key }) => key);
      const others = new Set(left.get(fileName));
      for (const key of keys) others.delete(key);
      try {
        await removeNotices({ projectId, fileName }, keys, others.size === 0);
        left.set(fileName, others);
      } catch (error) {
        run.noticesPending += keys.length;
        errors.push(error);
      }
    };
    const byFile = Map.groupBy(notices, ({ fileName }) => fileName);
    await pMap(byFile, remove, { concurrency });
    if (errors.length > 0)
      run.failures.push({ projectId, error: new NoticesNotRemovedError(errors.length, errors[0]) });
    return errors.length === 0;
  };
};
