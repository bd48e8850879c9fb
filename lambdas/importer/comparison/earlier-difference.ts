import { runOf } from '../../shared/membership/difference-layout.ts';
import type { DifferenceChunk } from '../../shared/membership/chunk.ts';
import {
  behindEdit,
  BrokenEditsError,
  decodeEdits,
  decodeNumbers,
  isAddition,
  positionOf,
} from '../../shared/membership/edits.ts';
import type { Changes } from '../../../kernel/joined-members.ts';
import { UnreadableVersionError } from './ports.ts';

const lineFeedByte = 0x0a;
const lineFeed = Buffer.from([lineFeedByte]);

/** What a difference does to one chunk of its base. There are many: IDs stay bytes until they are compared. */
interface EarlierChanges {
  /** bucket of the difference */
  saidIn: number;
  /** positions in the base's chunk */
  removed: number[];
  /** so many IDs the base's chunk has to have, at least */
  baseIds: number;
  /** how many IDs come in, and the IDs, each followed by LF */
  added: number;
  lines: Uint8Array;
}

/** A difference that is live while another one to the same base is made. */
export class EarlierDifference {
  readonly #version: number;
  readonly #byBucket = new Map<number, EarlierChanges>();

  constructor(version: number) {
    this.#version = version;
  }

  /**
   * How many changes two differences have in common, of one chunk of the base that was not looked at yet.
   *
   * @param ids of the base's chunk, LF between two of them
   * @throws UnreadableVersionError when the earlier one is about others
   */
  takeCommon(bucket: number, ids: Uint8Array): CommonChanges | undefined {
    const earlier = this.#byBucket.get(bucket);
    if (!earlier) return undefined;
    this.#byBucket.delete(bucket);
    if (!hasIds(ids, earlier.baseIds))
      throw this.#unreadable(
        earlier.saidIn,
        `has edits for ${earlier.baseIds} IDs of chunk ${bucket} of its base, which has fewer`,
      );
    return new CommonChanges(earlier);
  }

  /**
   * @param decompress of the IDs that come in
   * @throws UnreadableVersionError
   */
  add(
    { bucket, edits, added }: DifferenceChunk,
    of: { baseChunks: number; chunks: number },
    decompress: (bytes: Uint8Array) => Uint8Array,
  ): void {
    const text = decompress(added);
    // LF behind the last one, too.
    const lines = text.length === 0 ? text : Buffer.concat([text, lineFeed]);
    let from = 0;
    try {
      for (const changed of decodeEdits(edits, runOf(bucket, of))) {
        const removed = changed.edits.filter((edit) => !isAddition(edit)).map(positionOf);
        const count = changed.edits.length - removed.length;
        const end = endOfLines(lines, from, count);
        this.#byBucket.set(changed.bucket, {
          saidIn: bucket,
          removed,
          baseIds: changed.edits.reduce(behindAny, 0),
          added: count,
          lines: lines.subarray(from, end),
        });
        from = end;
      }
    } catch (error) {
      if (error instanceof BrokenEditsError)
        throw this.#unreadable(bucket, 'has edits that cannot be read', error);
      throw error;
    }
    if (from !== lines.length)
      throw this.#unreadable(bucket, 'has other IDs than its edits put in');
  }

  #unreadable(bucket: number, what: string, cause?: unknown): UnreadableVersionError {
    return new UnreadableVersionError(`chunk ${bucket} of version ${this.#version} ${what}`, {
      cause,
    });
  }
}

/** How many IDs there are shows with the base. */
const behindAny = (dealtWith: number, edit: number): number =>
  behindEdit(edit, dealtWith, Number.POSITIVE_INFINITY);

const hasIds = (ids: Uint8Array, count: number): boolean =>
  count === 0 || (ids.length > 0 && endOfLines(ids, 0, count - 1) <= ids.length);

/** Compares the changes that two differences make to one chunk of their base; those of the later one come in stretches. */
class CommonChanges {
  readonly #removed: ReadonlySet<number>;
  readonly #added: ReadonlySet<string>;
  #position = 0;
  /** How many changes the earlier difference makes, by kind. */
  readonly earlier: { added: number; removed: number };
  /** How many both make. */
  readonly common = { added: 0, removed: 0 };

  constructor({ removed, added, lines }: EarlierChanges) {
    this.#removed = new Set(removed);
    this.#added = new Set(linesOf(lines));
    this.earlier = { added, removed: removed.length };
  }

  add({ edits, addedLines }: Changes): void {
    for (const distance of decodeNumbers(edits)) {
      this.#position += positionOf(distance);
      if (!isAddition(distance) && this.#removed.has(this.#position)) this.common.removed += 1;
    }
    if (this.#added.size === 0) return;
    for (const id of linesOf(addedLines)) if (this.#added.has(id)) this.common.added += 1;
  }
}

/** @returns where `count` lines from `from` on have ended, or more than there is */
const endOfLines = (lines: Uint8Array, from: number, count: number): number => {
  let end = from;
  for (let left = count; left > 0; left -= 1) {
    const at = lines.indexOf(lineFeedByte, end);
    if (at === -1) return lines.length + 1;
    end = at + 1;
  }
  return end;
};

/** IDs that are each followed by LF. */
const linesOf = (lines: Uint8Array): string[] =>
  Buffer.from(lines).toString('utf8').split('\n').slice(0, -1);
