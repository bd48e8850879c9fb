import type { AudienceReader } from '../../../reader/index.ts';
import { UnreadAudiencesError } from '../../../reader/unread-audiences-error.ts';
import type { AudiencesOfUsers } from './look-at-audiences.ts';
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
    ...{ stillIn: [...stillIn].sort(), unread: [...unread].sort() },
    held: ids.length > 0 ? held : [],
  };
};

/** @returns lines for a person */
export const describeStillMembers = (
  projectId: string,
  { stillIn, unread, held }: StillMembers,
  until: string,
): string[] => [
  ...(stillIn.length > 0
    ? [
        `Campaigns still reach some of them, in ${nameSome(stillIn)}: ${until}. A campaign that has begun reads on for up to 24 hours.`,
      ]
    : []),
  ...(unread.length > 0
    ? [
        `Whether they are in ${nameSome(unread)} could not be read: "audience-import audience which ${projectId} ID" says why.`,
      ]
    : []),
  ...(held.length > 0
    ? [
        `A list is held in ${nameSome(held)}: if some of them are in it, approving it publishes it with them.`,
      ]
    : []),
];
