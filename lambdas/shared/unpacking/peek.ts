/** A stream of which the beginning has been looked at. */
export interface Peeked {
  /** the first bytes, at least as many as were asked for; all of them if there are fewer */
  start: Uint8Array;
  isWhole: boolean;
  /** All bytes, the first ones included; to be read once. */
  all: AsyncIterable<Uint8Array>;
  /** Nothing more is wanted of the stream. */
  close: () => Promise<unknown>;
}

/** Waits for the first bytes of a stream. */
export const peek = async (bytes: AsyncIterable<Uint8Array>, least: number): Promise<Peeked> => {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < least && !isWhole) {
    const step: IteratorResult<Uint8Array, unknown> = await iterator.next();
    if (step.done === true) isWhole = true;
    else {
      taken.push(step.value);
      length += step.value.length;
    }
  }
  const [first] = taken;
  const start = taken.length === 1 && first ? first : Buffer.concat(taken);
  const close = async (): Promise<unknown> => iterator.return?.();
  return { start, isWhole, all: continued(taken, iterator, close), close };
};

async function* continued(
  taken: Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
  close: Peeked['close'],
): AsyncGenerator<Uint8Array> {
  try {
    for (const some of taken.splice(0)) yield some;
    for (;;) {
      const step: IteratorResult<Uint8Array, unknown> = await iterator.next();
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    await close();
  }
}
