import { expect, it } from '@jest/globals';
import { describeObject } from '../../../../local/tell/describe-object.ts';

const projects = [
  { projectId: 'shop', path: 'shop/', paused: false },
  { projectId: 'old', path: 'archive/old/', paused: true },
];

it.each([
  ['shop/vip.csv', 'undefined'],
  ['shop/vip.CSV.gz', 'undefined'],
  ['audience-import-reports/shop/vip-1.csv', 'undefined'],
  ['shop/', 'undefined'],
  ['shop/vip.txt', 'ignored. It is not called .csv'],
  ['shop/2026/vip.csv', 'ignored. It is a folder'],
  ['shop/notes.md', 'ignored. It is something else than a list'],
  ['vip.csv', 'ignored: it lies in no folder'],
  ['shpo/vip.csv', 'ignored, as all in shpo/: no project has this path'],
  ['archive/old/vip.csv', 'waits: project old is paused'],
])('%s: %s', (key, expected) => {
  expect(String(describeObject({ key, size: 5 }, projects)?.text)).toContain(expected);
});

it('says once of a folder that it is of no project', () => {
  const about = (key: string) => describeObject({ key, size: 5 }, projects)?.about;
  expect(about('shpo/vip.csv')).toBe(about('shpo/other.csv'));
  expect(about('vip.csv')).not.toBe(about('other.csv'));
});

it('says that a file is still empty', () => {
  expect(describeObject({ key: 'shop/vip.csv', size: 0 }, projects)?.text).toContain(
    'empty so far',
  );
});
