import { createBackPressure } from '../../../lambdas/shared/back-pressure/back-pressure.ts';
import { userShards } from '../../../lambdas/shared/own-user-key.ts';
import type { Backoff } from '../../../lambdas/shared/ports.ts';
import { sideBySide } from '../../../lambdas/shared/side-by-side.ts';
import type { ReadUsersPage } from '../adapters/read-users.ts';

/** As an import reads them. */
const shardsAtOnce = 16;

/**
 * Reads all registered users of a project, page by page.
 *
 * @param take takes each page
 * @returns read units
 * @throws the signal's reason, or what DynamoDB answers
 */
export const readAllUsers = async <Users>(
  projectId: string,
  readPage: ReadUsersPage<Users>,
  take: (users: Users) => void,
  { signal, ...backoff }: Backoff & { signal: AbortSignal },
): Promise<number> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: shardsAtOnce });
  let units = 0;
  const readShard = async (shard: number, stop: AbortSignal): Promise<void> => {
    let after: string | undefined;
    do {
      const from = after;
      const page = await pressure.call(() => readPage(projectId, shard, from, stop), stop);
      units += page.units;
      take(page.users);
      after = page.next;
    } while (after !== undefined);
  };
  const shards = { concurrency: shardsAtOnce, signal };
  await sideBySide(Array(userShards).keys(), shards, readShard);
  return units;
};
