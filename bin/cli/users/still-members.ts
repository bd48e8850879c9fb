import type { AudienceReader } from '../../../reader/index.ts';
import { UnreadAudiencesError } from '../../../reader/unread-audiences-error.ts';
import type { AudiencesOfUsers } from './look-at-audiences.ts';
import type { CliTexts } from '../texts/texts.ts';
import { nameSome } from '../terminal/name-some.ts';

/** More users are not looked for in each audience. */
export const mostLookedFor = 20;

/** Audiences that some users who are not registered any more are still in. */
export interface StillMembers {
  /** names of audiences */
  stillIn: readonly string[];
  /** names of audiences that could not be read */
  unread: readonly string[];
  /** names of audiences of which a list is held: who is in it is not looked for */
  held: readonly string[];
}

/** @param ids `mostLookedFor` at most, of users who were removed */
export const findStillMembers = async (
  projectId: string,
  ids: readonly string[],
  { held }: Pick<AudiencesOfUsers, 'held'>,
  reader: Pick<AudienceReader, 'which'>,
): Promise<StillMembers> => {
  const [stillIn, unread] = [new Set<string>(), new Set<string>()];
  for (const id of ids)
    try {
      for (const { name } of await reader.which(projectId, id)) stillIn.add(name);
    } catch (error) {
      if (!(error instanceof UnreadAudiencesError)) throw error;
      for (const { name } of error.memberships) stillIn.add(name);
      for (const { name } of error.unread) unread.add(name);
    }
  return {
    stillIn: [...stillIn].sort(),
    unread: [...unread].sort(),
    held: ids.length > 0 ? held : [],
  };
};

/** @returns lines for a person */
export const describeStillMembers = (
  projectId: string,
  { stillIn, unread, held }: StillMembers,
  until: string,
  say: CliTexts,
): string[] => [
  ...(stillIn.length > 0 ? [say.users.stillReached(nameSome(stillIn, say), until)] : []),
  ...(unread.length > 0 ? [say.users.audiencesUnread(projectId, nameSome(unread, say))] : []),
  ...(held.length > 0 ? [say.users.maybeHeld(nameSome(held, say))] : []),
];
