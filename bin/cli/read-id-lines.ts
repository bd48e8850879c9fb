import { isUtf8 } from 'node:buffer';

/** A line that is not blank; lines are counted from 1, blank ones included. */
export type IdLine =
  { line: number; id: string } | { line: number; problem: 'too long' | 'not UTF-8' };

const lf = 0x0a;
const cr = 0x0d;
const byteOrderMark = Buffer.from('\ufeff');
/** More than DynamoDB takes as a key, so that a line without end does not fill the memory. */
const maxLineBytes = 4096;

/**
 * Reads one user ID a line, exactly as it stands there. LF and CR LF end a line; a byte order mark at the
 * beginning is skipped. One array for each block of bytes: a million awaits would be slower than the work.
 */
export async function* readIdLines(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<IdLine[]> {
  let line = 0;
  /** the unfinished line: what is kept of it, and its length */
  let rest = Buffer.alloc(0);
  let restBytes = 0;

  const keep = (bytes: Buffer): void => {
    rest = Buffer.concat([rest, bytes.subarray(0, maxLineBytes + 1 - rest.length)]);
    restBytes += bytes.length;
  };

  /** @param length of the line; `bytes` may hold less of one that is too long anyway */
  const toIdLine = (bytes: Buffer, length: number, endsWithLf: boolean): IdLine | undefined => {
    line += 1;
    if (length > maxLineBytes) return { line, problem: 'too long' };
    const hasMark = line === 1 && bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const hasCr = endsWithLf && bytes.at(-1) === cr;
    const id = bytes.subarray(hasMark ? byteOrderMark.length : 0, hasCr ? -1 : bytes.length);
    if (id.length === 0) return undefined;
    return isUtf8(id) ? { line, id: id.toString('utf8') } : { line, problem: 'not UTF-8' };
  };

  const endRest = (endsWithLf: boolean): IdLine | undefined => {
    const idLine = toIdLine(rest, restBytes, endsWithLf);
    rest = Buffer.alloc(0);
    restBytes = 0;
    return idLine;
  };

  for await (const block of blocks) {
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    const lines: IdLine[] = [];
    let from = 0;
    for (let end = bytes.indexOf(lf); end !== -1; end = bytes.indexOf(lf, from)) {
      const ending = bytes.subarray(from, end);
      if (restBytes > 0) keep(ending);
      const idLine = restBytes > 0 ? endRest(true) : toIdLine(ending, ending.length, true);
      if (idLine) lines.push(idLine);
      from = end + 1;
    }
    if (from < bytes.length) keep(bytes.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const last = restBytes > 0 ? endRest(false) : undefined;
  if (last) yield [last];
}
