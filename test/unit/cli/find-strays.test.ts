import { expect, it } from '@jest/globals';
import { findStrays, type ListPlace } from '../../../bin/cli/scan/find-strays.ts';

/** A bucket of these keys, which counts how often it is asked. */
const bucketOf = (keys: readonly string[]): { listPlace: ListPlace; asked: string[] } => {
  const asked: string[] = [];
  const listPlace: ListPlace = (prefix, delimiter) => {
    asked.push(prefix);
    const below = keys.filter((key) => key.startsWith(prefix));
    const cut = (key: string) =>
      delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
    const folders = below.filter((key) => cut(key) >= 0).map((key) => key.slice(0, cut(key) + 1));
    const isAll = below.length <= 1000;
    return Promise.resolve({
      keys: below.filter((key) => cut(key) < 0).slice(0, 1000),
      folders: [...new Set(folders)],
      isAll,
    });
  };
  return { listPlace, asked };
};

it('finds files at the top, in other folders, and beside projects in folders that they share', async () => {
  const { listPlace, asked } = bucketOf([
    ...['shop/vip.csv', 'shop/sub/x.csv', 'stray.csv', 'README', '.hidden.csv', 'logs/today.log'],
    ...['nocrm/x.csv', 'nocrm/deep/Y.CSV.gz', 'apps/a/in.csv', 'apps/b/x.csv', 'apps/x.csv'],
    ...['audience-import-reports/shop/vip/1.csv'],
  ]);
  expect(await findStrays(['shop/', 'apps/a/'], listPlace)).toEqual({
    files: 5,
    places: ['stray.csv', 'nocrm/', 'apps/x.csv', 'apps/b/'],
    isAll: true,
  });
  expect(asked).toEqual(['', 'logs/', 'nocrm/', 'apps/', 'apps/b/']);
});

it('takes no folder for a project that is only called alike', async () => {
  const { listPlace } = bucketOf(['shop2/x.csv', 'sho/x.csv']);
  expect((await findStrays(['shop/'], listPlace)).places).toEqual(['shop2/', 'sho/']);
});

it('asks some times at most, and says that there may be more', async () => {
  const { listPlace, asked } = bucketOf(Array.from({ length: 50 }, (_, at) => `${at}/x.csv`));
  expect(await findStrays([], listPlace)).toMatchObject({ files: 19, isAll: false });
  expect(asked).toHaveLength(20);
  const many = bucketOf(Array.from({ length: 1001 }, (_, at) => `many/${at}.csv`));
  expect(await findStrays([], many.listPlace)).toMatchObject({ files: 1000, isAll: false });
});
