import { maxFileBytes } from '../../lambdas/shared/contract.ts';

/** All bytes of a file, to be read once; of one that is too large only so many that this shows. */
export interface TakenIn {
  bytes: number;
  body: AsyncIterable<Uint8Array>;
}

/** How many bytes come through a pipe shows at its end only. */
export const takeIn = async (input: AsyncIterable<Uint8Array>): Promise<TakenIn> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of input) {
    bytes += piece.length;
    pieces.push(piece);
    // It may never end.
    if (bytes > maxFileBytes) break;
  }
  return { bytes, body: givenAway(pieces.reverse()) };
};

/** Whoever has read a piece is the last one who has it. */
async function* givenAway(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = pieces.pop();
    if (piece === undefined) return;
    yield await Promise.resolve(piece);
  }
}
