import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createChooseCompress } from '../../../lambdas/importer/compression/choose-compress.ts';
import { compressHere } from '../../../lambdas/importer/compression/compress.ts';
import { CompressionThread } from '../../../lambdas/importer/compression/compression-thread.ts';
import type { PlainChunk } from '../../../lambdas/shared/membership/chunk.ts';

const chunkOf = (bucket: number, ids: readonly string[], edits?: Uint8Array): PlainChunk => ({
  bucket,
  lines: Buffer.from(ids.map((id) => `${id}\n`).join('')),
  ...(edits && { edits }),
});

const plainChunks = fc.array(
  fc
    .tuple(fc.nat(), fc.array(fc.string({ maxLength: 40 })), fc.option(fc.uint8Array()))
    .map(([bucket, ids, edits]) => chunkOf(bucket, ids, edits ?? undefined)),
  { maxLength: 25 },
);

const threads: CompressionThread[] = [];
const startThread = (): CompressionThread => {
  const thread = new CompressionThread();
  threads.push(thread);
  return thread;
};
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.end()));
});

describe('compressing chunks on a thread', () => {
  it('gives the same bytes as on this one, in the same order, of many groups at once', async () => {
    const thread = startThread();
    await fc.assert(
      fc.asyncProperty(fc.array(plainChunks, { maxLength: 5 }), async (groups) => {
        const there = await Promise.all(groups.map((group) => thread.compress(group)));
        const here = await Promise.all(groups.map((group) => compressHere(group)));
        expect(there.map(inHex)).toEqual(here.map(inHex));
      }),
    );
  });

  it('leaves the lines as they are', async () => {
    const chunk = chunkOf(1, ['a', 'b']);
    await startThread().compress([chunk]);
    expect(Buffer.from(chunk.lines).toString()).toBe('a\nb\n');
  });

  it('goes on here when the thread has died, with what it had not done, too', async () => {
    const thread = startThread();
    const group = Array.from({ length: 25 }, (_, bucket) => chunkOf(bucket, ['user', 'other']));
    const [, ...waiting] = [thread.end(), thread.compress(group), thread.compress(group)];
    const expected = inHex(await compressHere(group));
    expect((await Promise.all(waiting)).map(inHex)).toEqual([expected, expected]);
    expect(inHex(await thread.compress(group))).toEqual(expected);
  });

  it('is not worth it for a few', () => {
    expect(createChooseCompress()(1_999)).toBe(compressHere);
  });
});

const inHex = (chunks: readonly object[]): unknown[] =>
  chunks.map((chunk) =>
    Object.entries(chunk).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value as unknown),
    ]),
  );
