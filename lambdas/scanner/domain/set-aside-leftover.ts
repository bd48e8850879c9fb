import type { FilePair } from './merge-by-file-name.ts';

/** A pair, and the name of an object that is not the file. */
export interface SetAside {
  pair: FilePair;
  leftover?: string;
}

/**
 * Takes for missing a file whose object is gone while another, older one lies beside it: `vip.csv` was removed, and last
 * year's `vip.csv.gz` is still there. It was no file as long as the newer one was there, and does not become one by that.
 */
export const setAsideLeftover = (pair: FilePair): SetAside => {
  const { listed, known, ...rest } = pair;
  if (!listed || !known) return { pair };
  const isLeftover =
    listed.object !== known.source.object &&
    listed.etag !== known.source.etag &&
    listed.lastModified < known.source.lastModified;
  return isLeftover
    ? { pair: { ...rest, known }, leftover: listed.object ?? listed.fileName }
    : { pair };
};
