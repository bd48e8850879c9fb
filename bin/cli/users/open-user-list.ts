import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { packingBytes, packingOf } from '../../../lambdas/shared/unpacking/packing.ts';
import { peek } from '../../../lambdas/shared/unpacking/peek.ts';
import { unpack } from '../../../lambdas/shared/unpacking/unpack.ts';
import { RefusedError } from '../errors.ts';
import { openInput } from '../open-input.ts';
import { takeIn } from '../take-in.ts';

/** A file that is read as a whole first, and row by row then. */
export interface UserList {
  /** of the file; undefined: it comes through a pipe */
  bytes: number | undefined;
  /** as it is stored; to be read once */
  stored: AsyncIterable<Uint8Array>;
  /** unpacked, from its beginning, behind `stored` */
  unpacked: () => AsyncIterable<Uint8Array>;
}

/** @throws RefusedError when there is no such file, and later when it has changed between the two readings */
export const openUserList = async (file: string, stdin: Readable): Promise<UserList> => {
  const input = await openInput(file, stdin);
  const before = file === '-' ? undefined : await stat(file);
  if (before?.isFile() !== true) {
    // A pipe gives what it has once.
    const { pieces } = await takeIn(input);
    return {
      bytes: undefined,
      stored: streamOf(pieces),
      unpacked: () => unpacked(streamOf(pieces)),
    };
  }
  async function* readAgain(): AsyncGenerator<Uint8Array> {
    const now = await stat(file);
    if (now.size !== before?.size || now.mtimeMs !== before.mtimeMs)
      throw new RefusedError(({ files }) => files.hasChanged(file));
    yield* createReadStream(file, { highWaterMark: 1024 * 1024 });
  }
  return { bytes: before.size, stored: input, unpacked: () => unpacked(readAgain()) };
};

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { start, all } = await peek(bytes, packingBytes);
  const packing = packingOf(start);
  if (packing === undefined) {
    yield* all;
    return;
  }
  const iterator = all[Symbol.asyncIterator]();
  yield* unpack(async () => {
    const step: IteratorResult<Uint8Array, unknown> = await iterator.next();
    return step.done === true ? undefined : step.value;
  }, packing);
}
