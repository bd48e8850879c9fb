import pMap, { pMapSkip } from 'p-map';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import { inGroups } from '../shared/in-groups.ts';
import { type Backoff, retryUnprocessed } from '../shared/retry-unprocessed.ts';

/** One BatchGetItem of at most 100 distinct IDs. */
export type GetUsers = (
  ids: readonly string[],
) => Promise<{ registered: readonly string[]; unprocessed: readonly string[] }>;

export interface LookupPorts extends Backoff {
  getUsers: GetUsers;
  /** false for an ID that nobody can be registered under: it is never sent */
  canBeUser: (id: string) => boolean;
}

/** BatchGetItem takes no more. */
const idsPerCall = 100;
/** Below the 50 sockets of a client, so that calls do not queue behind each other unseen. */
const callsAtOnce = 32;

/**
 * The lookup plan: asks the users table for each distinct ID of the file, and marks those that are registered.
 *
 * @throws ThrottledError
 */
export const lookupMembers = async (
  kernel: Pick<JoinKernel, 'ids' | 'mark'>,
  { getUsers, canBeUser, ...backoff }: LookupPorts,
): Promise<void> => {
  const lookupGroup = async (group: readonly string[]): Promise<typeof pMapSkip> => {
    await retryUnprocessed(
      group,
      async (asked) => {
        const { registered, unprocessed } = await getUsers(asked);
        kernel.mark(registered);
        return unprocessed;
      },
      backoff,
    );
    return pMapSkip;
  };
  const candidates = kernel
    .ids(idsPerCall)
    .flatMap((ids) => ids)
    .filter(canBeUser);
  await pMap(inGroups(candidates, idsPerCall), lookupGroup, { concurrency: callsAtOnce });
};
