import { describe, expect, it } from '@jest/globals';
import { createUnitMeter } from '../../../lambdas/importer/unit-meter.ts';
import { type PutChunks, writeChunks } from '../../../lambdas/importer/write-chunks.ts';
import { compressHere } from '../../../lambdas/importer/compression/compress.ts';
import type { PlainChunk } from '../../../lambdas/shared/membership/chunk.ts';

const version = { audienceId: 'a', version: 1, shards: 1 };
const backoff = { sleep: () => Promise.resolve(), random: () => 0 };

function* chunksOf(count: number, onCut: (bucket: number) => void = () => undefined) {
  for (let bucket = 0; bucket < count; bucket += 1) {
    onCut(bucket);
    yield { bucket, lines: Buffer.from('x\n') } satisfies PlainChunk;
  }
}

const write = async (
  chunks: Iterable<PlainChunk>,
  putChunks: PutChunks,
  signal = new AbortController().signal,
) => {
  const meter = createUnitMeter();
  await writeChunks(version, chunks, {
    putChunks,
    compress: compressHere,
    meter,
    backoff,
    signal,
  });
  return meter;
};

describe('writing chunks', () => {
  it('writes each, those that are handed back until they are taken, and counts the units', async () => {
    const written = new Set<number>();
    const meter = await write(chunksOf(1030), (_, chunks) => {
      const taken = chunks.slice(0, 20);
      for (const { bucket } of taken) written.add(bucket);
      return Promise.resolve({ unprocessed: chunks.slice(20), units: taken.length * 4 });
    });
    expect(written.size).toBe(1030);
    expect(meter.writeUnits).toBe(1030 * 4);
  });

  it('sends more at once as long as the table takes them, and fewer when it does not', async () => {
    let underway = 0;
    let isThrottling = false;
    let most = 0;
    const put: PutChunks = async (_, chunks) => {
      underway += 1;
      most = Math.max(most, underway);
      await new Promise(setImmediate);
      underway -= 1;
      return { unprocessed: isThrottling ? chunks.slice(1) : [], units: 1 };
    };
    await write(chunksOf(25 * 3000), put);
    expect(most).toBe(32);

    isThrottling = true;
    const all = write(chunksOf(25 * 40), put);
    for (let round = 0; round < 50; round += 1) await new Promise(setImmediate);
    most = 0;
    for (let round = 0; round < 50; round += 1) await new Promise(setImmediate);
    expect(most).toBeLessThanOrEqual(4);
    await all;
  });

  it('cuts no more chunks than it can send', async () => {
    let cut = 0;
    let sent = 0;
    let mostAhead = 0;
    await write(
      chunksOf(25 * 400, () => {
        cut += 1;
        mostAhead = Math.max(mostAhead, cut - sent);
      }),
      async (_, chunks) => {
        await new Promise(setImmediate);
        sent += chunks.length;
        return { unprocessed: [], units: 0 };
      },
    );
    expect(mostAhead).toBeLessThanOrEqual(25 * (32 + 2));
  });

  it('stops at the first failure', async () => {
    let calls = 0;
    const failing: PutChunks = () => {
      calls += 1;
      return Promise.reject(new Error('denied'));
    };
    await expect(write(chunksOf(25 * 1000), failing)).rejects.toThrow('denied');
    expect(calls).toBeLessThan(20);
  });

  it('makes no call any more when the time is up', async () => {
    const stop = new AbortController();
    let calls = 0;
    const put: PutChunks = () => {
      calls += 1;
      stop.abort(new Error('late'));
      return Promise.resolve({ unprocessed: [], units: 0 });
    };
    await expect(write(chunksOf(25 * 100), put, stop.signal)).rejects.toThrow('late');
    expect(calls).toBeLessThan(3);
  });
});
