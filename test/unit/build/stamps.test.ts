import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { areUnchanged, stampsOf, wasChangedSince } from '../../../bin/build/stamps.ts';

let root: string;
const names = ['scanner'];
const paths = ['index.ts', 'assembly/', 'not-there.ts'];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'stamps-'));
  await mkdir(join(root, 'assembly'));
  await writeFile(join(root, 'index.ts'), '1');
});
afterEach(() => rm(root, { recursive: true }));

it('knows files again that nobody has changed', () => {
  expect(areUnchanged(root, names, stampsOf(root, names, paths))).toBe(true);
});

it.each<[string, () => Promise<unknown>]>([
  ['is written anew with another size', () => writeFile(join(root, 'index.ts'), '12')],
  ['is written anew', () => utimes(join(root, 'index.ts'), 1, 1)],
  ['is gone', () => rm(join(root, 'index.ts'))],
  ['is there now', () => writeFile(join(root, 'not-there.ts'), '')],
  ['is added to a folder', () => writeFile(join(root, 'assembly', 'join.ts'), '')],
])('sees that a file %s', async (_, change) => {
  const stamps = stampsOf(root, names, paths);
  await change();
  expect(areUnchanged(root, names, stamps)).toBe(false);
});

it('sees that there is another function, and that the stamps are none', () => {
  const stamps = stampsOf(root, names, paths);
  expect(areUnchanged(root, [...names, 'importer'], stamps)).toBe(false);
  expect(areUnchanged(root, names, stamps.slice(0, -3))).toBe(false);
  expect(areUnchanged(root, names, '{}')).toBe(false);
});

it('sees what was changed since a time', async () => {
  await utimes(join(root, 'index.ts'), 50, 50);
  expect(wasChangedSince(root, ['index.ts', 'not-there.ts'], 50_001)).toBe(false);
  expect(wasChangedSince(root, ['index.ts', 'not-there.ts'], 50_000)).toBe(true);
});
