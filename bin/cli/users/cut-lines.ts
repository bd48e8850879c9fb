/** Some whole lines of a file; the last one may have no end. */
export interface Lines {
  /** number of the first one, from 1, as editors count them */
  line: number;
  bytes: Uint8Array;
}

const lineFeed = 0x0a;

/**
 * Cuts a file behind line feeds.
 *
 * @param leastBytes of a piece, but for the last one
 * @param cutBefore number of a line that is to be the first of a piece
 */
export async function* cutLines(
  input: AsyncIterable<Uint8Array>,
  { leastBytes, cutBefore }: { leastBytes: number; cutBefore: number },
): AsyncGenerator<Lines> {
  let line = 1;
  let first = 1;
  let taken: Uint8Array[] = [];
  let length = 0;
  const cut = (): Lines => {
    const lines = { line: first, bytes: Buffer.concat(taken, length) };
    first = line;
    taken = [];
    length = 0;
    return lines;
  };
  for await (const some of input) {
    let from = 0;
    for (let at = 0; at < some.length; at += 1) {
      if (some[at] !== lineFeed) continue;
      line += 1;
      const end = at + 1;
      if (length + end - from < leastBytes && line !== cutBefore) continue;
      taken.push(some.subarray(from, end));
      length += end - from;
      from = end;
      yield cut();
    }
    taken.push(some.subarray(from));
    length += some.length - from;
  }
  if (length > 0) yield cut();
}
