import type { ClaimedImport } from '../../shared/claims/ports.ts';
import type { ComparableMembers } from '../../shared/membership/ordered-members.ts';
import type { Standing } from './choose-storage.ts';
import { compareWithLive } from './compare-with-live.ts';
import { UnreadableVersionError } from './ports.ts';
import type { ReadVersionPorts } from './read-version.ts';

export interface ComparePorts extends ReadVersionPorts {
  /** The new version is written whole, and nobody knows what it has changed. */
  onLiveUnreadable: (error: UnreadableVersionError) => void;
}

/**
 * Compares new members with those that are live.
 *
 * @returns undefined where nothing is live, or where that cannot be read: a new version makes up for it
 * @throws the signal's reason, or what DynamoDB answers
 */
export const compareIfReadable = async (
  members: ComparableMembers,
  { audienceId, live, base }: Pick<ClaimedImport, 'audienceId' | 'live' | 'base'>,
  ports: ComparePorts,
): Promise<Standing | undefined> => {
  if (!live) return undefined;
  try {
    if (!base)
      throw new UnreadableVersionError(
        `version ${live.version} stands on a version that is not there`,
      );
    const comparison = await compareWithLive(members, { audienceId, live, base }, ports);
    const { layout } = live;
    const chunksSinceBase = layout.format === undefined ? 0 : layout.chunksSinceBase;
    return { base, chunksSinceBase, comparison };
  } catch (error) {
    if (!(error instanceof UnreadableVersionError)) throw error;
    ports.onLiveUnreadable(error);
    return undefined;
  }
};
