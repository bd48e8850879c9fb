import pMap, { pMapSkip } from 'p-map';
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
 * The lookup plan: asks the users table for each distinct ID.
 *
 * @returns those that are registered, in no particular order
 * @throws ThrottledError
 */
export const lookupMembers = async (
  ids: Iterable<string>,
  { getUsers, canBeUser, ...backoff }: LookupPorts,
): Promise<string[]> => {
  const members: string[] = [];
  const lookupGroup = async (group: readonly string[]): Promise<typeof pMapSkip> => {
    await retryUnprocessed(
      group,
      async (asked) => {
        const { registered, unprocessed } = await getUsers(asked);
        for (const id of registered) members.push(id);
        return unprocessed;
      },
      backoff,
    );
    return pMapSkip;
  };
  const candidates = Iterator.from(ids).filter(canBeUser);
  await pMap(inGroups(candidates, idsPerCall), lookupGroup, { concurrency: callsAtOnce });
  return members;
};
