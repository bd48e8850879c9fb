import type { Desk } from './desk.ts';
import { addressOf, bytesOf } from './instantiate.ts';
import type { FileHolder } from './lease.ts';
import type { SecondThread } from './second-thread.ts';

/**
 * Members in the order of a version: by hash, then by bytes. Once the kernel has begun something else, or the members of
 * another of its files were asked for, all but the counts throw ForgottenFileError.
 */
export interface JoinedMembers {
  readonly count: number;
  /** bytes of the longest ID of all files; no member is longer */
  readonly longest: number;
  /** The high 32 bits of a member's hash. */
  tagOf: (index: number) => number;
  /** Members `from` to `to - 1`, each followed by LF, in pieces that are valid until the next one is asked for. */
  readLines: (from: number, to: number) => Generator<Uint8Array>;
  /**
   * Compares the members in one bucket of n with the IDs that another version has there.
   *
   * @param ids in the order of a version, LF between two of them; `mostComparedBytes` at most
   * @returns what has changed, in stretches that are valid until the next one is asked for
   */
  compare: (bucket: number, chunks: number, ids: Uint8Array) => Iterable<Changes>;
  readonly mostComparedBytes: number;
}

/** What is to be done to a stretch of another version's IDs. Changes of one bucket go on where the last ones have ended. */
export interface Changes {
  /** members that the other version has not, and IDs of it that are none */
  added: number;
  removed: number;
  /** `2 * distance + kind` of each, as docs/membership-format.md says */
  edits: Uint8Array;
  /** what is added, in order, each followed by LF */
  addedLines: Uint8Array;
}

/** Of members that are copied together when two threads do it: still in the cache when they are read. */
const mostAtOnce = 8192;

/** @param count of the members that the kernel has put in order and chosen */
export const joinedMembers = (
  { instance, thread, lease }: FileHolder,
  count: number,
): JoinedMembers => {
  const { join, memory } = instance;
  // WebAssembly's numbers are signed, and the list may lie beyond 2 GB.
  const slots = new Uint32Array(memory.buffer, join.membersStart() >>> 0, count * 2);
  const longest = join.longestId();
  const window = addressOf(join.window);
  // Of a window that ends a key's length earlier; as many of the longest fit into it for sure.
  const fitting = Math.floor(
    (addressOf(join.windowSize) - addressOf(join.longestKey) - 1) / (longest + 1),
  );
  const atOnce = Math.min(mostAtOnce, fitting);

  function* readHere(from: number, to: number): Generator<Uint8Array> {
    lease.check();
    for (let next = from; next < to;) {
      next += join.copyMembers(next, to);
      yield bytesOf(memory, window, join.copiedEnd());
      lease.check();
    }
  }

  /** While a piece is read, the next ones are copied. */
  function* readAhead(shared: SecondThread, from: number, to: number): Generator<Uint8Array> {
    const ahead: Desk[] = [];
    let next = from;
    const goAhead = (): Desk | undefined => {
      lease.check();
      for (;;) {
        const desk = next < to ? shared.takeDesk() : undefined;
        if (desk === undefined) return ahead[0];
        const end = Math.min(to, next + atOnce);
        desk.post('copyMembers', next, end);
        ahead.push(desk);
        next = end;
      }
    };
    try {
      for (let desk = goAhead(); desk !== undefined; desk = goAhead()) {
        shared.finish(desk);
        yield bytesOf(memory, desk.window, desk.result.end);
        ahead.shift();
        shared.giveBack(desk);
      }
      // Nothing, unless others had all the desks.
      yield* readHere(next, to);
    } finally {
      for (const desk of ahead) shared.leave(desk);
    }
  }

  const mostComparedBytes = addressOf(join.comparedBytes);

  function* compare(bucket: number, chunks: number, ids: Uint8Array): Generator<Changes> {
    lease.check();
    if (ids.length > mostComparedBytes)
      throw new RangeError(`${ids.length} bytes of IDs, of at most ${mostComparedBytes}`);
    const end = window + ids.length;
    bytesOf(memory, window, end).set(ids);
    join.beginComparing(bucket, chunks, end);
    for (let isMore = true; isMore;) {
      lease.check();
      isMore = join.compareOn() !== 0;
      yield {
        added: join.comparedAdded(),
        removed: join.comparedRemoved(),
        edits: bytesOf(memory, join.comparedEdits(), join.comparedEditsEnd()),
        addedLines: bytesOf(memory, join.comparedIds(), join.comparedIdsEnd()),
      };
    }
  }

  return {
    count,
    longest,
    compare,
    mostComparedBytes,
    tagOf: (index) => {
      lease.check();
      const tag = slots[index * 2];
      if (tag === undefined) throw new RangeError(`there is no member ${index}`);
      return tag;
    },
    readLines: (from, to) =>
      thread !== undefined && to - from > atOnce ? readAhead(thread, from, to) : readHere(from, to),
  };
};
