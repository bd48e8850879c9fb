import { createOldest } from './oldest.ts';
import type { Task } from './task.ts';

/** A file whose audience has no place in its project. */
export interface Candidate {
  /** undefined: it is on its way to be rejected once more. It keeps its turn, and the next scan lets it in. */
  task: Task | undefined;
  /** since when it waits for a place, or for its import; milliseconds since 1970 */
  since: number;
  /** it was rejected for the limit before, in this version or another one */
  hasWaited: boolean;
}

export interface Places {
  /**
   * A file that was let in by an earlier scan is on its way, and may take a place.
   *
   * @param hasWaited as of `Candidate`: what is sent now may overtake it, and must not take its place
   */
  noteTaken: (hasWaited: boolean) => void;
  /** @returns what can be done at once: the files that certainly get no place */
  offer: (candidate: Candidate) => Task[];
  /** What is to be done when all files are known: those that wait longest are let in. */
  take: () => Task[];
}

/**
 * Decides who may take the places that are free, where somebody waits for one: whoever waits longest. Whoever gets none is
 * imported all the same, if it was not rejected before: its import rejects it, so that its administrators are told. Where
 * nobody waits, new files are all let in: some of them may be rejected for something else, and take no place.
 *
 * @param limit how many places there are
 * @param used how many of them are taken; more when the limit was lowered
 */
export const createPlaces = (limit: number, used: number): Places => {
  const free = limit - used;
  let taken = 0;
  let doesAnybodyWait = free <= 0;

  /** A limit that is higher by then is not the one that it was refused for. */
  const placeless = ({ task }: Candidate): Task[] => {
    if (task?.kind !== 'source' && task?.kind !== 'send') return [];
    return [doesAnybodyWait ? { ...task, noPlace: limit } : task];
  };

  const oldest = createOldest<Candidate>(free, ({ since }) => since);
  return {
    noteTaken: (hasWaited) => {
      taken += 1;
      doesAnybodyWait ||= hasWaited;
    },
    offer: (candidate) => {
      doesAnybodyWait ||= candidate.hasWaited;
      return oldest.offer(candidate).flatMap(placeless);
    },
    take: () => {
      const { kept, others } = oldest.take();
      const open = doesAnybodyWait ? Math.max(0, free - taken) : kept.length;
      const letIn = kept.slice(0, open).flatMap(({ task }) => task ?? []);
      return [...letIn, ...[...kept.slice(open), ...others].flatMap(placeless)];
    },
  };
};
