/** One item of a listing: a key, or a common prefix that stands for all keys which start with it. */
export interface ListItem {
  kind: 'key' | 'commonPrefix';
  value: string;
}

export interface PageRequest {
  prefix: string;
  delimiter: string;
  maxItems: number;
  /** the last item of the page before */
  last: ListItem | undefined;
}

export interface ListPage {
  items: ListItem[];
  /** there is at least one more */
  isTruncated: boolean;
}

const itemOf = (key: string, { prefix, delimiter }: PageRequest): ListItem => {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at === -1
    ? { kind: 'key', value: key }
    : { kind: 'commonPrefix', value: key.slice(0, at + delimiter.length) };
};

/**
 * Groups keys, which come in S3's order, by the delimiter and takes a page of them. One item more is looked for, so
 * that a page which says that it is truncated is followed by another one with something in it.
 */
export const listPage = async (
  keys: AsyncIterable<string>,
  request: PageRequest,
): Promise<ListPage> => {
  const items: ListItem[] = [];
  if (request.maxItems === 0) return { items, isTruncated: false };
  let last = request.last;
  for await (const key of keys) {
    if (last?.kind === 'commonPrefix' && key.startsWith(last.value)) continue;
    if (items.length === request.maxItems) return { items, isTruncated: true };
    last = itemOf(key, request);
    items.push(last);
  }
  return { items, isTruncated: false };
};
