import { maxFileBytes } from '../../lambdas/shared/contract.ts';

/** What has come of a file. */
export interface TakenIn {
  bytes: number;
  pieces: Uint8Array[];
}

/**
 * All bytes of a file, of which no more shows than that it is too large: it may never end. How many come through a pipe shows at
 * its end only.
 */
export const takeIn = async (input: AsyncIterable<Uint8Array>): Promise<TakenIn> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of input) {
    bytes += piece.length;
    pieces.push(piece);
    if (bytes > maxFileBytes) break;
  }
  return { bytes, pieces };
};

/** Whoever has read a piece is the last one who has it. */
export async function* givenAway(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  pieces.reverse();
  for (;;) {
    const piece = pieces.pop();
    if (piece === undefined) return;
    yield await Promise.resolve(piece);
  }
}
