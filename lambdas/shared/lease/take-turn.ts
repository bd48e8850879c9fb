import type { NewId, Now } from '../ports.ts';
import type { Lease, Turn } from './ports.ts';

export interface TurnPorts {
  lease: Lease;
  newOwner: NewId;
  now: Now;
  /** The run has ended all the same: the lease ends by itself. */
  onLeaseKept: (error: unknown) => void;
}

/** A lease outlives its function by this much, so that it cannot end under a run that still works. */
const leaseMarginMs = 30_000;

/** What a run has done, and what it worked on last. */
interface Done<T> {
  result: T;
  last: string | undefined;
}

/**
 * Does something while nobody else does: two runs would find the same to be sent, and send it twice. A lease that its owner
 * does not give back, because it was killed, ends by itself.
 *
 * @param remainingMs the longest that the function can go on
 * @returns 'underway' when another run has the turn; nothing was done then
 */
export const takeTurn = async <T>(
  remainingMs: number,
  work: (turn: Turn) => Promise<Done<T>>,
  { lease, newOwner, now, onLeaseKept }: TurnPorts,
): Promise<T | 'underway'> => {
  const owner = newOwner();
  const begun = now();
  const turn = await lease.take(owner, begun, begun + remainingMs + leaseMarginMs);
  if (!turn) return 'underway';
  let last = turn.after;
  try {
    const done = await work(turn);
    last = done.last;
    return done.result;
  } finally {
    await lease.giveBack(owner, last).catch(onLeaseKept);
  }
};
