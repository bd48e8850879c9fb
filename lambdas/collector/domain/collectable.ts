import { deadWorkerSeconds } from '../../shared/contract.ts';
import type { AudienceItem, Version } from '../../shared/domain/audience-item.ts';

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

export const findCondemned = ({ versions }: AudienceItem, now: number): Condemned[] =>
  Object.entries(versions).flatMap(([number, version]) =>
    'until' in version && version.until <= latestUntil(version.state, now)
      ? [{ version: Number(number), state: version.state }]
      : [],
  );
