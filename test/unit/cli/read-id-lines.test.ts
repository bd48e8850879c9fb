import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type IdLine, readIdLines } from '../../../bin/cli/read-id-lines.ts';
import { collect, cutAt, streamOf } from '../../support/streams.ts';

const read = async (...blocks: (string | Uint8Array)[]): Promise<IdLine[]> =>
  (await collect(readIdLines(streamOf(blocks.map((block) => Buffer.from(block)))))).flat();

const ids = async (text: string): Promise<string[]> =>
  (await read(text)).map((line) => ('id' in line ? line.id : line.problem));

/** The same in one go, on text. */
const expected = (text: string): IdLine[] =>
  text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((content, index, all) => ({
      line: index + 1,
      id: index < all.length - 1 ? content.replace(/\r$/, '') : content,
    }))
    .filter(({ id }) => id !== '');

describe('reading one ID a line', () => {
  it('gives the same lines however the bytes are cut', async () => {
    const pieces = fc.constantFrom('a', '\n', '\r', '\r\n', ' ', '\ufeff', 'é', '😀', '"', '0001');
    const texts = fc.array(pieces, { maxLength: 40 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(), { maxLength: 10 }), async (text, cuts) => {
        expect(await read(...cutAt(Buffer.from(text), cuts))).toEqual(expected(text));
      }),
    );
  });

  it.each([
    ['LF and CR LF end a line', 'a\nb\r\nc', ['a', 'b', 'c']],
    ['a CR elsewhere is part of the ID', 'a\rb\nc\r\r\nd\r', ['a\rb', 'c\r', 'd\r']],
    ['spaces, quotes and commas are part of the ID', ' a \n"b"\nc,d', [' a ', '"b"', 'c,d']],
    ['blank lines are skipped', '\n\r\na\n\n', ['a']],
    ['a byte order mark is skipped at the beginning only', '\ufeffa\n\ufeffb', ['a', '\ufeffb']],
    ['nothing is in an empty file, nor in a mark', '\ufeff', []],
  ])('%s', async (_, text, wanted) => {
    expect(await ids(text)).toEqual(wanted);
  });

  it('counts blank lines, so that a number is that of an editor', async () => {
    expect(await read('a\n\n\r\nb')).toEqual([
      { line: 1, id: 'a' },
      { line: 4, id: 'b' },
    ]);
  });

  it('says which line is not UTF-8, and goes on', async () => {
    expect(await read('a\n', new Uint8Array([0x62, 0xff]), '\nc')).toEqual([
      { line: 1, id: 'a' },
      { line: 2, problem: 'not UTF-8' },
      { line: 3, id: 'c' },
    ]);
  });

  it('says which line is too long, and keeps no more of it than it needs', async () => {
    const megabyte = 1024 * 1024;
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const endless = async function* () {
      yield Buffer.from('a\n');
      // One array again and again: whoever keeps its bytes has to copy them.
      const block = Buffer.alloc(megabyte, 'x');
      for (let count = 0; count < 100; count += 1) {
        yield await Promise.resolve(block);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      yield Buffer.from('\nb');
    };
    expect((await collect(readIdLines(endless()))).flat()).toEqual([
      { line: 1, id: 'a' },
      { line: 2, problem: 'too long' },
      { line: 3, id: 'b' },
    ]);
    expect(most).toBeLessThan(20 * megabyte);
  });
});
