import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type KnownFile,
  type ListedFile,
  mergeByFileName,
} from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import { aSource } from '../../support/factories.ts';
import { byBytes, fileNames } from '../../support/file-names.ts';
import { collect, streamOf } from '../../support/streams.ts';

const listed = (fileName: string): ListedFile => ({ ...aSource(), fileName, listedAt: 7 });
/** None of these files is unreadable. */
const merge = async function* (...of: Parameters<typeof mergeByFileName>) {
  for await (const pair of mergeByFileName(...of)) {
    if ('error' in pair) throw pair.error;
    yield pair;
  }
};
const known = (fileName: string): KnownFile => ({ fileName, source: aSource() });

describe('merging a listing with what is known', () => {
  it('pairs each name once, in order, whatever the names', async () => {
    const sortedNames = fc.uniqueArray(fileNames).map((names) => names.sort(byBytes));
    await fc.assert(
      fc.asyncProperty(sortedNames, sortedNames, async (inListing, inTable) => {
        const pairs = await collect(
          merge(streamOf(inListing.map(listed)), streamOf(inTable.map(known)), 5),
        );
        const names = [...new Set([...inListing, ...inTable])].sort(byBytes);
        expect(pairs.map(({ fileName }) => fileName)).toEqual(names);
        expect(pairs.flatMap((pair) => pair.listed?.fileName ?? [])).toEqual(inListing);
        expect(pairs.flatMap((pair) => pair.known?.fileName ?? [])).toEqual(inTable);
      }),
    );
  });

  it('gives what cannot be read in its place, listed or not, and the others as they are', async () => {
    const unreadable = (fileName: string) => ({ fileName, error: new Error(fileName) });
    const table = [known('a'), unreadable('b'), unreadable('c'), known('d')];
    const pairs = await collect(
      mergeByFileName(streamOf(['a', 'b', 'd'].map(listed)), streamOf(table), 5),
    );
    expect(pairs).toEqual([
      { fileName: 'a', listed: listed('a'), known: known('a'), listedAt: 7 },
      unreadable('b'),
      unreadable('c'),
      { fileName: 'd', listed: listed('d'), known: known('d'), listedAt: 7 },
    ]);
  });

  it('says of a missing file when the listing was begun: its object may have stood on any page', async () => {
    const pages = [
      { ...listed('b'), listedAt: 20 },
      { ...listed('d'), listedAt: 30 },
    ];
    const table = ['a', 'b', 'c', 'd', 'e'].map(known);
    const pairs = await collect(merge(streamOf(pages), streamOf(table), 10));
    expect(pairs.map(({ fileName, listedAt }) => [fileName, listedAt])).toEqual([
      ['a', 10],
      ['b', 20],
      ['c', 10],
      ['d', 30],
      ['e', 10],
    ]);
  });

  it('refuses a stream that is in another order, instead of diffing it wrongly', async () => {
    // In UTF-16 units the emoji comes first, in UTF-8 bytes the full-width letter.
    const utf16Order = ['😀.csv', 'Ａ.csv'].map(listed);
    await expect(collect(mergeByFileName(streamOf(utf16Order), streamOf([]), 5))).rejects.toThrow(
      'the listing is not in the order of UTF-8 bytes at "Ａ.csv"',
    );
  });

  it('holds one item of each stream, however long they are', async () => {
    let ahead = 0;
    const counted = async function* <T>(make: (name: string) => T) {
      for (let index = 0; index < 1000; index += 1) {
        ahead += 1;
        yield await Promise.resolve(make(String(index).padStart(4, '0')));
      }
    };
    for await (const pair of merge(counted(listed), counted(known), 5)) {
      ahead -= Number(pair.listed !== undefined) + Number(pair.known !== undefined);
      expect(ahead).toBeLessThanOrEqual(2);
    }
  });
});
