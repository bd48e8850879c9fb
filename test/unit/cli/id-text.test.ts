import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonArrayOf, linesOf } from '../../../bin/cli/id-text.ts';
import { collect, streamOf } from '../../support/streams.ts';

describe('printing IDs', () => {
  it('prints them exactly, one a line', async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => ` ${index}\r`);
    const blocks = await collect(linesOf(streamOf(ids)));
    expect(blocks.join('')).toBe(ids.map((id) => `${id}\n`).join(''));
    expect(blocks.length).toBeGreaterThan(1);
  });

  it('prints one JSON array, whatever the IDs are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (ids) => {
        const text = (await collect(jsonArrayOf(streamOf(ids)))).join('');
        expect(JSON.parse(text)).toEqual(ids);
      }),
    );
  });

  it('cuts a large array into blocks', async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `user ${index}`);
    const blocks = await collect(jsonArrayOf(streamOf(ids)));
    expect(JSON.parse(blocks.join(''))).toEqual(ids);
    expect(blocks.length).toBeGreaterThan(1);
  });
});
