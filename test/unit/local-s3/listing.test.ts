import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../../local/s3/protocol/key-order.ts';
import { listPage } from '../../../local/s3/store/list-page.ts';
import type { ListItem } from '../../../local/s3/store/list-page.ts';
import { walkKeys } from '../../../local/s3/store/walk-keys.ts';
import type { ReadNames } from '../../../local/s3/store/walk-keys.ts';

/** A tree in memory; `reads` tells which directories were looked at. */
const treeOf = (keys: readonly string[]): { readNames: ReadNames; reads: string[] } => {
  const reads: string[] = [];
  const readNames: ReadNames = (directory) => {
    reads.push(directory);
    const names = keys
      .filter((key) => key.startsWith(directory))
      .map((key) => /^[^/]*\/?/.exec(key.slice(directory.length))![0])
      // An empty folder is a key that ends with a slash.
      .filter((name) => name !== '');
    return Promise.resolve([...new Set(names)].sort(compareKeys));
  };
  return { readNames, reads };
};

interface Question {
  prefix: string;
  delimiter: string;
  startAfter: string;
}

/** What S3's documentation says, without any thought of speed. */
const oracle = (
  keys: readonly string[],
  { prefix, delimiter, startAfter }: Question,
): ListItem[] => {
  const bytes = (text: string): Buffer => Buffer.from(text);
  const items = keys
    .filter((key) => !key.endsWith('/') && key.startsWith(prefix))
    .filter((key) => Buffer.compare(bytes(key), bytes(startAfter)) > 0)
    .sort((a, b) => Buffer.compare(bytes(a), bytes(b)))
    .map((key): ListItem => {
      const rest = key.slice(prefix.length);
      const at = delimiter === '' ? -1 : rest.indexOf(delimiter);
      return at === -1
        ? { kind: 'key', value: key }
        : { kind: 'commonPrefix', value: prefix + rest.slice(0, at) + delimiter };
    });
  return items.filter(({ value }, at) => items[at - 1]?.value !== value);
};

const allPages = async (
  readNames: ReadNames,
  { prefix, delimiter, startAfter }: Question,
  maxItems: number,
): Promise<ListItem[]> => {
  const all: ListItem[] = [];
  let last: ListItem | undefined;
  for (;;) {
    const after = last?.value ?? startAfter;
    const keys = walkKeys(readNames, { prefix, after, shallow: delimiter === '/' });
    const page = await listPage(keys, { prefix, delimiter, maxItems, last });
    all.push(...page.items);
    if (!page.isTruncated) return all;
    expect(page.items).toHaveLength(maxItems);
    last = page.items.at(-1);
  }
};

const name = fc.string({
  unit: fc.constantFrom('a', 'b', '-', ' ', '+', '0', 'é', 'ａ', '😀'),
  minLength: 1,
  maxLength: 2,
});
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
/** Files, and empty folders, which end with a slash. Nothing is a file and a folder of another one at once. */
const keys = fc
  .uniqueArray(fc.tuple(path, fc.constantFrom('', '', '', '/')), {
    maxLength: 25,
    selector: ([key]) => key,
  })
  .map((pairs) =>
    pairs
      .filter(([key]) => !pairs.some(([other]) => other.startsWith(`${key}/`)))
      .map(([key, end]) => key + end),
  );
const piece = fc.oneof(
  fc.constant(''),
  path,
  path.map((text) => `${text}/`),
  name,
);
const question = fc.record({
  prefix: piece,
  delimiter: fc.constantFrom('', '/', '/', '-', 'a/', '😀'),
  startAfter: piece,
});

describe('a listing', () => {
  it('is what a naive implementation gives, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(keys, question, fc.integer({ min: 1, max: 5 }), async (all, asked, size) => {
        const { readNames } = treeOf(all);
        expect(await allPages(readNames, asked, size)).toEqual(oracle(all, asked));
      }),
      { numRuns: 1000 },
    );
  });

  it('has a folder where its keys are: after "a-b" and "a.b", before "a0"', async () => {
    const all = ['a0', 'a/b', 'a', 'a-b', 'a b', 'a.b', 'a😀', 'aａ'].filter((key) => key !== 'a');
    const items = await allPages(
      treeOf(all).readNames,
      { prefix: '', delimiter: '', startAfter: '' },
      3,
    );
    expect(items.map((item) => item.value)).toEqual([
      'a b',
      'a-b',
      'a.b',
      'a/b',
      'a0',
      'aａ',
      'a😀',
    ]);
  });

  it('reads only what the prefix, the delimiter and the place of the page make necessary', async () => {
    const all = ['a/1', 'b/x/1', 'b/x/2', 'b/y/1', 'b/z', 'c/1'];
    const byPrefix = treeOf(all);
    await allPages(byPrefix.readNames, { prefix: 'b/', delimiter: '/', startAfter: 'b/x0' }, 100);
    expect(byPrefix.reads).toEqual(['b/', 'b/y/']);
    const byPlace = treeOf(all);
    await allPages(byPlace.readNames, { prefix: '', delimiter: '', startAfter: 'b/y/0' }, 100);
    expect(byPlace.reads).toEqual(['', 'b/', 'b/y/', 'c/']);
    const past = treeOf(all);
    await allPages(past.readNames, { prefix: 'b/', delimiter: '', startAfter: 'c' }, 100);
    expect(past.reads).toEqual([]);
  });

  it('has nothing when nothing is wanted, and does not say that there is more', async () => {
    const walk = walkKeys(treeOf(['a']).readNames, { prefix: '', after: '', shallow: false });
    const page = await listPage(walk, { prefix: '', delimiter: '', maxItems: 0, last: undefined });
    expect(page).toEqual({ items: [], isTruncated: false });
  });
});
