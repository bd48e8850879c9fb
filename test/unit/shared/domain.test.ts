import { describe, expect, it } from '@jest/globals';
import {
  audienceNameOf,
  fileNameOf,
  isImportable,
} from '../../../lambdas/shared/domain/file-name.ts';
import { pathsOverlap, projectSchema } from '../../../lambdas/shared/domain/project.ts';
import { userKeyOf } from '../../../lambdas/shared/domain/user-key.ts';
import { aProject } from '../../support/factories.ts';

describe('a file name', () => {
  it.each([
    ['vip.csv', true],
    ['春のキャンペーン.csv', true],
    ['.csv', false],
    ['vip.CSV', false],
    ['vip.csv.gz', false],
    ['old/vip.csv', false],
  ])('%p can be an audience: %p', (fileName, expected) => {
    expect(isImportable(fileName)).toBe(expected);
  });

  it('is the audience with the suffix', () => {
    expect(audienceNameOf('a.b.csv')).toBe('a.b');
    expect(fileNameOf('a.b')).toBe('a.b.csv');
  });
});

describe('a user key', () => {
  it.each([
    ['fills 2,048 bytes', 'x'.repeat(2043), true],
    ['is one byte too long', 'x'.repeat(2044), false],
    ['fills them with characters of three bytes', '漢'.repeat(681), true],
    ['is too long in bytes, though not in characters', '漢'.repeat(682), false],
  ])('that %s', (_, userId, isAllowed) => {
    expect(userKeyOf('shop', userId)).toBe(isAllowed ? `shop/${userId}` : undefined);
  });
});

describe('a project', () => {
  it.each([
    ['/shop/', 'no leading slash'],
    ['shop', 'a trailing one'],
    ['', 'a path looks like'],
    ['shop//', 'a path looks like'],
    ['shop/../other/', 'segment'],
    ['x'.repeat(512) + '/', 'at most 512 bytes'],
  ])('cannot have the path %p', (path, why) => {
    expect(() => projectSchema.parse(aProject({ path }))).toThrow(why);
  });

  it('has between 0 and 2,000 audiences', () => {
    expect(() => projectSchema.parse(aProject({ audienceLimit: 2001 }))).toThrow('2000');
  });

  it.each([
    ['shop/', 'shop/', true],
    ['shop/', 'shop/eu/', true],
    ['shop/eu/', 'shop/', true],
    ['shop/', 'shop2/', false],
  ])('%p and %p overlap: %p', (one, other, expected) => {
    expect(pathsOverlap(one, other)).toBe(expected);
  });
});
