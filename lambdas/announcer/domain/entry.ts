import { eventSource } from '../../shared/contract.ts';

/** An event as EventBridge takes it. */
export interface Entry {
  /** `Audience Published` and the like */
  detailType: string;
  /** JSON */
  detail: string;
  /** milliseconds since 1970 */
  at: number;
}

/** EventBridge takes no more events in a call. */
export const mostEntries = 10;

/** EventBridge takes 256 KB in a call, as it counts them. */
const mostBytes = 256 * 1024;

/** What EventBridge counts for the time. */
const timeBytes = 14;

const bytesOf = ({ detailType, detail }: Entry): number =>
  [eventSource, detailType, detail].reduce((sum, text) => sum + Buffer.byteLength(text), timeBytes);

/** In order, as many in a call as EventBridge takes. */
export function* packEntries<T extends { entry: Entry }>(all: Iterable<T>): Generator<T[]> {
  let pack: T[] = [];
  let bytes = 0;
  for (const one of all) {
    const more = bytesOf(one.entry);
    if (pack.length === mostEntries || (pack.length > 0 && bytes + more > mostBytes)) {
      yield pack;
      pack = [];
      bytes = 0;
    }
    pack.push(one);
    bytes += more;
  }
  if (pack.length > 0) yield pack;
}
