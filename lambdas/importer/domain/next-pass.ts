import { maxFileBytes, mostFilesTogether } from '../../shared/contract.ts';

/** A file that waits to be read. */
export interface Waiting {
  claimed: {
    /** bytes */
    size: number;
  };
  isAlone: boolean;
}

/** @returns the files that are read together next, in their order */
export const nextPass = <F extends Waiting>(waiting: readonly F[]): readonly F[] => {
  const together = waiting.filter(({ isAlone }) => !isAlone);
  if (together.length === 0) return waiting.slice(0, 1);
  let bytes = 0;
  const fits = together.findIndex(({ claimed }) => (bytes += claimed.size) > maxFileBytes);
  const most = Math.min(mostFilesTogether, fits === -1 ? together.length : fits);
  return together.slice(0, Math.max(1, most));
};
