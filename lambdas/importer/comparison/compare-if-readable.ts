import type { ClaimedImport } from '../../shared/claims/ports.ts';
import { createPace } from '../../shared/pace.ts';
import type { ComparableMembers } from './comparable-members.ts';
import type { Now, StartTimer } from '../../shared/ports.ts';
import type { Standing } from './choose-storage.ts';
import { compareWithLive } from './compare-with-live.ts';
import { UnreadableVersionError } from './ports.ts';
import type { ReadVersionPorts } from './read-version.ts';

export interface ComparePorts extends Omit<ReadVersionPorts, 'pace'> {
  /** The new version is written whole, and nobody knows what it has changed. */
  onLiveUnreadable: (error: UnreadableVersionError) => void;
  startTimer: StartTimer;
  now: Now;
}

/** Two thirds of what a new table takes: campaigns read the same table. */
const unitsPerSecond = 8_000;
/** Of the time that is left: writing all takes the rest, if it must be. */
const mostOfTime = 0.5;

/**
 * Compares new members with those that are live.
 *
 * @param deadline of the import, in milliseconds since 1970
 * @returns undefined where nothing is live, or where that cannot be read, or not in time: a new version makes up for it
 * @throws the signal's reason, or what DynamoDB answers
 */
export const compareIfReadable = async (
  members: ComparableMembers,
  { audienceId, live, base }: Pick<ClaimedImport, 'audienceId' | 'live' | 'base'>,
  deadline: number,
  { startTimer, now, onLiveUnreadable, ...ports }: ComparePorts,
): Promise<Standing | undefined> => {
  if (!live) return undefined;
  const tooLong = new AbortController();
  const most = (deadline - now()) * mostOfTime;
  const timer = startTimer(most, () => {
    tooLong.abort(
      new UnreadableVersionError(`version ${live.version} was not read in ${Math.round(most)} ms`),
    );
  });
  try {
    if (live.damaged === true)
      throw new UnreadableVersionError(`version ${live.version} lacks chunks`);
    if (!base)
      throw new UnreadableVersionError(
        `version ${live.version} stands on a version that is not there`,
      );
    const comparison = await compareWithLive(
      members,
      { audienceId, live, base },
      {
        ...ports,
        pace: createPace(unitsPerSecond, { now, sleep: ports.backoff.sleep }),
        signal: AbortSignal.any([ports.signal, tooLong.signal]),
      },
    );
    const { layout } = live;
    const chunksSinceBase = layout.format === undefined ? 0 : layout.chunksSinceBase;
    return { base, chunksSinceBase, comparison };
  } catch (error) {
    if (!(error instanceof UnreadableVersionError)) throw error;
    onLiveUnreadable(error);
    return undefined;
  } finally {
    timer.cancel();
  }
};
