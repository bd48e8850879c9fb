import { createGunzip, createZstdDecompress } from 'node:zlib';
import { brokenPacking } from './broken-packing-error.ts';
import type { Packing } from './packing.ts';

/** The next bytes, cut anywhere; undefined at the end. */
export type NextBytes = () => Promise<Uint8Array | undefined>;

const options = { highWaterMark: 1024 * 1024 };
const largeChunk = 256 * 1024;
/** An engine takes its chunk when it begins: a large one would be most of the work for each of a million small frames. */
const smallChunk = 16 * 1024;

const engines = {
  gzip: (chunkSize: number) => createGunzip({ ...options, chunkSize }),
  zstd: (chunkSize: number) => createZstdDecompress({ ...options, chunkSize }),
} satisfies Record<Packing, unknown>;

type Engine = ReturnType<(typeof engines)[Packing]>;

/**
 * Unpacks as bytes come, and no further than it is read. A file may consist of several parts that were packed one by one (members
 * of gzip, frames of zstd): `cat one.gz other.gz` is such a file.
 *
 * Whoever stops reading may go on with `next` where this has stopped.
 *
 * @throws BrokenPackingError
 */
export async function* unpack(next: NextBytes, packing: Packing): AsyncGenerator<Uint8Array> {
  let rest = await next();
  let chunkSize = largeChunk;
  while (rest !== undefined) {
    const engine = engines[packing](chunkSize);
    let unpacked = 0;
    const feeding = feed(engine, rest, next);
    try {
      for await (const some of engine)
        if (Buffer.isBuffer(some)) {
          unpacked += some.length;
          yield some;
        }
      // Parts that were packed by one tool are mostly of one size.
      chunkSize = unpacked < smallChunk ? smallChunk : largeChunk;
    } catch (error) {
      throw brokenPacking(error);
    } finally {
      engine.destroy();
      rest = await feeding;
    }
    // Node's engines end at such a part without a word, or go on, depending on how the bytes were cut.
    if (packing === 'gzip') rest = await skipPadding(rest, next);
  }
}

/** @returns the bytes behind the end of what the engine has unpacked; undefined if there are none */
const feed = async (
  engine: Engine,
  first: Uint8Array,
  next: NextBytes,
): Promise<Uint8Array | undefined> => {
  try {
    for (let bytes: Uint8Array | undefined = first; bytes; bytes = await next()) {
      const before = engine.bytesWritten;
      await write(engine, bytes);
      if (engine.destroyed) return undefined;
      const taken = engine.bytesWritten - before;
      if (taken < bytes.length) return bytes.subarray(taken);
    }
    engine.end();
  } catch (error) {
    engine.destroy(error instanceof Error ? error : new Error(String(error)));
  }
  return undefined;
};

/** Until they are taken in, or the engine has gone. */
const write = (engine: Engine, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      engine.off('close', done);
      resolve();
    };
    engine.once('close', done);
    engine.write(bytes, done);
  });

/** Tapes and blocks are filled up with zeros. */
const skipPadding = async (
  rest: Uint8Array | undefined,
  next: NextBytes,
): Promise<Uint8Array | undefined> => {
  for (let bytes = rest; bytes; bytes = await next()) {
    const from = bytes.findIndex((byte) => byte !== 0);
    if (from !== -1) return bytes.subarray(from);
  }
  return undefined;
};
