import type { Changes } from '../../../kernel/joined-members.ts';

/** What is to be done to one chunk of the base. */
export interface ChunkDraft {
  /** number of edits */
  count: number;
  edits: readonly Uint8Array[];
  /** each ID followed by LF */
  added: readonly Uint8Array[];
}

/** A difference that is being put together, chunk of the base by chunk, in any order; what it would take to store it, too. */
export interface Draft {
  /** by bucket of the base; those that do not change are not there */
  chunks: ReadonlyMap<number, ChunkDraft>;
  editBytes: number;
  /** not compressed */
  addedBytes: number;
}

/** Which chunk of the base it is, and how many edits there are. */
const bytesPerChunk = 2;

/** Puts a draft together until it gets too large. */
export class Drafting {
  readonly #mostBytes: number;
  readonly #chunks = new Map<number, { count: number; edits: Uint8Array[]; added: Uint8Array[] }>();
  #editBytes = 0;
  #addedBytes = 0;

  /** @param mostBytes of edits and IDs, not compressed; what is larger is forgotten */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Undefined when it got too large. */
  get draft(): Draft | undefined {
    return this.#isTooLarge()
      ? undefined
      : { chunks: this.#chunks, editBytes: this.#editBytes, addedBytes: this.#addedBytes };
  }

  /** Takes a copy. */
  add(bucket: number, { added, removed, edits, addedLines }: Changes): void {
    if (added + removed === 0) return;
    this.#editBytes += edits.length + (this.#chunks.has(bucket) ? 0 : bytesPerChunk);
    this.#addedBytes += addedLines.length;
    if (this.#isTooLarge()) {
      this.#chunks.clear();
      return;
    }
    const chunk = this.#chunks.get(bucket) ?? { count: 0, edits: [], added: [] };
    chunk.count += added + removed;
    chunk.edits.push(Buffer.from(edits));
    chunk.added.push(Buffer.from(addedLines));
    this.#chunks.set(bucket, chunk);
  }

  #isTooLarge(): boolean {
    return this.#editBytes + this.#addedBytes > this.#mostBytes;
  }
}
