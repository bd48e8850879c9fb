import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  inOrderOfFiles,
  listedBehind,
  type Order,
} from '../../../lambdas/scanner/domain/in-order-of-files.ts';
import type { ListedFolder, ListedObject } from '../../../lambdas/scanner/domain/listing.ts';
import type { ListedFile } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import { fileNameOfObject } from '../../../lambdas/shared/domain/file-name.ts';
import { byBytes, fileNames } from '../../support/file-names.ts';
import { collect, streamOf } from '../../support/streams.ts';
import { listed } from './fake-scan.ts';

const begunAt = 5;

const order = (
  objects: readonly (ListedObject | ListedFolder)[],
  more: Partial<Order> = {},
): Promise<ListedFile[]> =>
  collect(inOrderOfFiles(streamOf(objects), { begunAt, onIgnored: () => undefined, ...more }));

const orderNames = async (names: readonly string[], after?: string): Promise<string[]> =>
  (
    await order(
      names.map((name) => listed(name)),
      { after },
    )
  ).map(nameOf);

const nameOf = ({ fileName, object }: ListedFile): string => object ?? fileName;

/** What is to come out: by sorting everything. */
const sortedFiles = (names: readonly string[]): [fileName: string, object: string][] => {
  const byFile = Map.groupBy(
    names.filter((name) => fileNameOfObject(name) !== undefined),
    (name) => fileNameOfObject(name)!,
  );
  return Array.from(byFile, ([fileName, objects]): [string, string] => [
    fileName,
    objects.includes(fileName) ? fileName : objects.sort(byBytes)[0]!,
  ]).sort(([one], [other]) => byBytes(one, other));
};

/** Names that begin alike and end alike, so that they get into each other's way. */
const parts = fc.constantFrom(
  ...['a', 'b', '.', '-', '+', ' ', 'é', '😀', '.C', '.CS', '.CSV', '.CT', '.csv', '.csv', '.Csv'],
  ...['.gz', '.GZ', '.zst', '.zs', '.zt', '.zz', '.txt', '.csv.gz', '.csv.zst', 'csv'],
);
const objectNames = fc.oneof(
  fc.array(parts, { minLength: 1, maxLength: 4 }).map((some) => some.join('')),
  fileNames,
);
const listings = fc
  .uniqueArray(objectNames, { maxLength: 25 })
  .map((names) => names.toSorted(byBytes));

describe('files among what S3 lists', () => {
  it('come in the order of their names, one for each audience, as if all were sorted', async () => {
    await fc.assert(
      fc.asyncProperty(listings, async (names) => {
        const ignored: string[] = [];
        const files = await order(
          names.map((name) => listed(name)),
          { onIgnored: (object) => ignored.push('name' in object ? object.name : object.folder) },
        );
        const expected = sortedFiles(names);
        expect(files.map((file) => [file.fileName, nameOf(file)])).toEqual(expected);
        const chosen = expected.map(([, object]) => object);
        expect(ignored.sort(byBytes)).toEqual(names.filter((name) => !chosen.includes(name)));
      }),
      { numRuns: 1000 },
    );
  });

  it('are the same behind a file name, when S3 lists from where they may begin', async () => {
    await fc.assert(
      fc.asyncProperty(listings, fc.oneof(fileNames, objectNames), async (names, after) => {
        const start = listedBehind(after);
        const rest = names.filter((name) => byBytes(name, start) > 0);
        expect(await orderNames(rest, after)).toEqual(
          sortedFiles(names)
            .filter(([fileName]) => byBytes(fileName, after) > 0)
            .map(([, object]) => object),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['vip.csv', 'vip.csv'],
    ['crm.export.0001.csv', 'crm.export.0001.csv'],
    ['crm.Export.csv', 'crm.CSU'],
  ])('behind %p are listed behind %p', (after, start) => {
    expect(listedBehind(after)).toBe(start);
  });

  it.each<[string, string[], string]>([
    ['.csv, whatever else there is', ['vip.CSV', 'vip.csv', 'vip.csv.gz'], 'vip.csv'],
    ['the first by its name, where there is no .csv', ['vip.Csv', 'vip.csv.GZ'], 'vip.Csv'],
    ['gzip before zstd', ['vip.csv.gz', 'vip.csv.zst'], 'vip.csv.gz'],
  ])('are read from %s', async (_, names, expected) => {
    expect(await orderNames(names)).toEqual([expected]);
  });

  it('are held back up to the last name that a packed one may have', async () => {
    const names = ['a.csv', 'a.csv.csv', 'a.csv.gz.csv', 'a.csv.zs', 'a.csv.zst'];
    expect(await orderNames(names)).toEqual(['a.csv', 'a.csv.csv', 'a.csv.gz.csv']);
    expect(await orderNames(names.slice(1))).toEqual(['a.csv.zst', 'a.csv.csv', 'a.csv.gz.csv']);
  });

  it('keep the time of their page only where no other object could be theirs', async () => {
    const at = (name: string, listedAt: number) => ({ ...listed(name), listedAt });
    const files = await order([at('a.CSV', 10), at('b.csv', 20), at('c.csv.gz', 30)]);
    expect(files.map(({ fileName, listedAt }) => [fileName, listedAt])).toEqual([
      ['a.csv', begunAt],
      ['b.csv', 20],
      ['c.csv', begunAt],
    ]);
  });

  it('are held back no longer than others can come before them', async () => {
    let ahead = 0;
    const listing = async function* () {
      for (let index = 1000; index < 2000; index += 1)
        for (const suffix of ['.CSV', '.csv', '.csv.gz', '.csv0.csv', '.txt']) {
          ahead += 1;
          yield await Promise.resolve(listed(`${index}${suffix}`));
        }
    };
    for await (const file of inOrderOfFiles(listing(), {
      begunAt,
      onIgnored: () => (ahead -= 1),
    })) {
      ahead -= Number(file.fileName !== '');
      expect(ahead).toBeLessThanOrEqual(4);
    }
  });

  it('are refused where S3 lists in no order, as directory buckets do', async () => {
    // In UTF-16 units the emoji comes first, in UTF-8 bytes the full-width letter.
    await expect(orderNames(['😀.csv', 'Ａ.csv'])).rejects.toThrow(
      'the listing is not in the order of UTF-8 bytes at "Ａ.csv"',
    );
    await expect(orderNames(['b.txt', 'a.txt'])).rejects.toThrow('in the order');
  });
});
