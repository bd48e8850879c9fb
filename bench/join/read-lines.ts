import { closeSync, openSync, readSync } from 'node:fs';

const lineFeed = 0x0a;
const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

/** The bytes of a file. Valid until the next ones are asked for. */
export function* readChunks(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, 'r');
  for (;;) {
    const length = readSync(descriptor, buffer);
    if (length === 0) break;
    yield buffer.subarray(0, length);
  }
  closeSync(descriptor);
}

/** The same, cut behind a line feed. */
export function* readWholeLines(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, 'r');
  let held = 0;
  for (;;) {
    const length = readSync(descriptor, buffer, { offset: held });
    if (length === 0) break;
    const end = held + length;
    const linesEnd = buffer.lastIndexOf(lineFeed, end - 1) + 1;
    yield buffer.subarray(0, linesEnd);
    buffer.copyWithin(0, linesEnd, end);
    held = end - linesEnd;
  }
  closeSync(descriptor);
}
