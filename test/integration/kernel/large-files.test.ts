import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import type { largeFiles } from './large-files.ts';

/** Of the importer's 3,008 MB; the rest is for what else it does. */
const mostMb = 2500;

const script = join(import.meta.dirname, 'join-large-file.ts');

/** In a process of its own, so that the operating system can say what it took. */
const joinFile = async (name: keyof typeof largeFiles, files = 1): Promise<unknown> => {
  const words = [script, name, String(files)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const { answer, peakMb } = JSON.parse(stdout) as { answer: unknown; peakMb: number };
  expect(peakMb).toBeLessThan(mostMb);
  // The file itself is in there, so the figure is not that of something else.
  expect(peakMb).toBeGreaterThan(maxFileBytes / 1e6);
  return answer;
};

describe('500 MB', () => {
  const whole = { blank: 0, areTheRightOnes: true, isInOrder: true };

  it('of different 4-byte rows, 105 million: no file has many more distinct IDs', async () => {
    const rows = 104_857_600;
    const members = 523 * 112 ** 2;
    expect(await joinFile('rows of 4 bytes')).toEqual({ ...whole, rows, distinct: rows, members });
  });

  it('of UUIDs, 14 million, in 32 files together', async () => {
    const rows = 14_169_945;
    const members = 217 * 4096;
    expect(await joinFile('UUIDs', 32)).toEqual({ ...whole, rows, distinct: rows, members });
  });

  it('of blank lines', async () => {
    const blank = maxFileBytes;
    const none = { ...whole, rows: 0, distinct: 0, members: 0 };
    expect(await joinFile('blank lines')).toEqual({ ...none, blank });
  });

  it('in one row, quoted or not', async () => {
    const one = { ...whole, rows: 1, distinct: 1, members: 0 };
    expect(await joinFile('one row')).toEqual(one);
    expect(await joinFile('quotes')).toEqual(one);
  });

  it('of quotes, the last of which is not closed', async () => {
    expect(await joinFile('one quote less')).toEqual({ refused: 'unclosed-quote', row: 1 });
  });
});
