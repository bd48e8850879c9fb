/** What is to be written of one file of a pass. */
export interface PreparedWork {
  /** It may have to wait for its turn at the table. */
  needsTurn: boolean;
  /** bytes that it holds in memory until it is written */
  heldBytes: number;
  /** No file comes behind it. */
  isLast: boolean;
}

/** Bytes. An importer's memory has room for so much beside the files, and what is being compared. */
const mostHeldBytes = 256 * 1024 * 1024;

/**
 * Whether a file is written after those behind it, asked for each file of a pass in order: what needs a turn may wait for minutes,
 * and nothing that needs none waits with it.
 */
export const createPutOff = (): ((work: PreparedWork) => boolean) => {
  let held = 0;
  let isAnyPutOff = false;
  return ({ needsTurn, heldBytes, isLast }) => {
    const wouldGoFirst = isLast && !isAnyPutOff;
    if (!needsTurn || wouldGoFirst || held + heldBytes > mostHeldBytes) return false;
    held += heldBytes;
    isAnyPutOff = true;
    return true;
  };
};
