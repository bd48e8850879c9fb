import type { Counts } from '../shared/domain/audience-item.ts';

/** What a file says, before anybody was looked up. `rows` = `duplicates` + number of `ids`. */
export interface FileIds extends Pick<Counts, 'rows' | 'blank' | 'duplicates'> {
  /** distinct, in the order of their first appearance */
  ids: ReadonlySet<string>;
}

/** The whole file is read before the first lookup, so that a broken one costs no read unit. */
export const collectIds = async (groups: AsyncIterable<readonly string[]>): Promise<FileIds> => {
  const ids = new Set<string>();
  let rows = 0;
  let blank = 0;
  for await (const group of groups)
    for (const id of group)
      if (id === '') blank += 1;
      else {
        rows += 1;
        ids.add(id);
      }
  return { ids, rows, blank, duplicates: rows - ids.size };
};
