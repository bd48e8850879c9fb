import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inBundles } from '../../../lambdas/scanner/domain/bundle.ts';
import type { Task } from '../../../lambdas/scanner/domain/task.ts';
import { maxFileBytes, mostFilesTogether } from '../../../lambdas/shared/contract.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { aSource } from '../../support/factories.ts';
import { streamOf } from '../../support/streams.ts';

const MB = 1024 * 1024;

const sent = (fileName: string, megabytes: number, lastModified = 1, isAgain = false): Task => ({
  fileName,
  kind: 'send',
  isAgain,
  source: aSource({ size: megabytes * MB, lastModified }),
});

const bundle = async (tasks: readonly Task[]): Promise<Task[][]> => {
  const bundles: Task[][] = [];
  for await (const some of inBundles(streamOf(tasks), MB)) bundles.push(some);
  return bundles;
};

const namesOf = async (tasks: readonly Task[]): Promise<string[][]> =>
  (await bundle(tasks)).map((some) => some.map(({ fileName }) => fileName));

describe('bundles of files', () => {
  it('have the files that are worth one pass, the oldest first; small ones go at once, alone', async () => {
    const tasks = [sent('b', 9, 2), sent('tiny', 0.4), sent('a', 9, 1), sent('tiny too', 0.1)];
    expect(await namesOf(tasks)).toEqual([['tiny'], ['tiny too'], ['a', 'b']]);
  });

  it('have up to 32 files', async () => {
    const tasks = Array.from({ length: 40 }, (_, index) => sent(`${index}`, 2));
    expect((await bundle(tasks)).map(({ length }) => length)).toEqual([mostFilesTogether, 8]);
  });

  it('have up to 500 MB, and a large file keeps no small one waiting', async () => {
    const tasks = [sent('a', 300), sent('b', 20), sent('c', 200), sent('d', 20), sent('e', 100)];
    expect(await namesOf(tasks)).toEqual([['a', 'c'], ['b', 'd'], ['e']]);
  });

  it('have no file that has failed before, and none that is packed', async () => {
    const packed = aSource({ size: 9 * MB, object: 'zipped.csv.gz' });
    const tasks = [
      ...[sent('a', 9), sent('failed', 9, 1, true), sent('b', 9)],
      { fileName: 'zipped.csv', kind: 'send', isAgain: false, source: packed } as const,
    ];
    expect(await namesOf(tasks)).toEqual([['failed'], ['zipped.csv'], ['a', 'b']]);
  });

  it('have fewer files where their names are long', async () => {
    const long = (index: number): string => `${index}-`.padEnd(1000, 'x');
    const tasks = Array.from({ length: 25 }, (_, index) => sent(long(index), 2));
    expect((await bundle(tasks)).map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('have one file at least, also one that is too large', async () => {
    expect(await namesOf([sent('huge', 600), sent('huge too', 700)])).toEqual([
      ['huge'],
      ['huge too'],
    ]);
  });

  it('have no file whose users are matched anew beside one that has changed', async () => {
    const rematched = (fileName: string): Task => ({
      fileName,
      kind: 'rematch',
      importId: 'i',
      source: aSource({ size: 9 * MB }),
    });
    const tasks = [rematched('old'), sent('new', 9), rematched('old too'), sent('new too', 9)];
    expect(await namesOf(tasks)).toEqual([
      ['new', 'new too'],
      ['old', 'old too'],
    ]);
  });

  it('have nothing that is not to be imported', async () => {
    const source = aSource({ size: 9 * MB });
    const tasks: Task[] = [
      { fileName: 'gone', kind: 'missing', listedAt: 1 },
      { fileName: 'seen', kind: 'source', source, isSent: false },
      { fileName: 'new', kind: 'source', source, isSent: true },
      { fileName: 'again', kind: 'retry', source },
    ];
    expect(await namesOf(tasks)).toEqual([['gone'], ['seen'], ['new', 'again']]);
  });

  it.each<[string, number, number]>([
    ['with 32 files', 2, 32],
    ['where no file has room any more', 499.5, 1],
    ['where none of its kind has', 220, 2],
  ])('go as soon as they are full: %s', async (_, megabytes, count) => {
    let listed = 0;
    const listing = async function* (): AsyncGenerator<Task> {
      for (;;) {
        listed += 1;
        yield await Promise.resolve(sent(`${listed}`, megabytes));
      }
    };
    for await (const full of inBundles(listing(), MB)) {
      expect(full).toHaveLength(count);
      expect(listed).toBe(count);
      break;
    }
    expect.assertions(2);
  });

  it('hold no more files than two of them have, however many there are', async () => {
    let held = 0;
    let most = 0;
    const listing = async function* (): AsyncGenerator<Task> {
      for (let file = 0; file < 10_000; file += 1) {
        held += 1;
        most = Math.max(most, held);
        yield await Promise.resolve(sent(`${file}`, file % 7 === 0 ? 70 : (file * 13) % 40));
      }
    };
    for await (const some of inBundles(listing(), MB)) held -= some.length;
    expect(held).toBe(0);
    expect(most).toBeGreaterThan(mostFilesTogether);
    expect(most).toBeLessThanOrEqual(2 * mostFilesTogether);
  });

  it('have every file once, and ten of their messages fit into one call to SQS', async () => {
    const name = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 250 });
    const tasks = fc.array(fc.tuple(name, fc.integer({ min: 0, max: 600 })), { maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(tasks, async (files) => {
        const all = files.map(([fileName, megabytes]) => sent(fileName, megabytes));
        const bundles = await bundle(all);
        expect(new Set(bundles.flat())).toEqual(new Set(all));
        expect(bundles.flat()).toHaveLength(all.length);
        for (const some of bundles) {
          const bytes = some.reduce(
            (sum, task) => sum + ('source' in task ? task.source.size : 0),
            0,
          );
          expect(some.length === 1 || bytes <= maxFileBytes).toBe(true);
          const names = JSON.stringify(some.map(({ fileName }) => fileName));
          expect(some.length === 1 || Buffer.byteLength(names) < 12 * 1024).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
