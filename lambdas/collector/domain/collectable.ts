import { deadWorkerSeconds } from '../../shared/contract.ts';
import type { AudienceItem, Version } from '../../shared/domain/audience-item.ts';
import { basesInUse } from '../../shared/domain/stands-on.ts';

/** States in which a version waits for its collection. Not among them: `live`, and what is being collected. */
export type WaitingState = Extract<Version, { until: number }>['state'];

/** A version whose time has come. */
export interface Condemned {
  version: number;
  state: WaitingState;
}

/** What has to pass after a version's `until`, in milliseconds. */
const patience: Readonly<Record<WaitingState, number>> = {
  superseded: 0,
  // Batches of chunks have no condition: they have to have arrived before anybody counts what is there.
  abandoned: deadWorkerSeconds * 1000,
  writing: deadWorkerSeconds * 1000,
};

/** A version in this state may be collected if its `until` is not later than this. */
export const latestUntil = (state: WaitingState, now: number): number => now - patience[state];

/**
 * A base stays for as long as a version stands on it that may be read, its own time over or not. So it is condemned a run after
 * the last of them: what is condemned with it may still be published again before it is marked.
 *
 * Nothing can come to stand on it between this look and the mark. An import stands on the version that is live, or on its base,
 * and publishes only if that is live still; to make a condemned base live takes a rollback, and from then on its time is not over.
 */
export const findCondemned = ({ versions }: AudienceItem, now: number): Condemned[] => {
  const bases = basesInUse(versions);
  return Object.entries(versions).flatMap(([key, version]) => {
    const number = Number(key);
    return 'until' in version &&
      version.until <= latestUntil(version.state, now) &&
      !bases.has(number)
      ? [{ version: number, state: version.state }]
      : [];
  });
};
