import { describe, expect, it } from '@jest/globals';
import {
  audienceNameOf,
  fileNameOf,
  fileNameOfObject,
  isImportable,
  otherSuffixOf,
  withSuffix,
} from '../../../lambdas/shared/domain/file-name.ts';
import { pathsOverlap, projectSchema } from '../../../lambdas/shared/domain/project.ts';
import { toUserId, toUserKey } from '../../../lambdas/shared/domain/user-key.ts';
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

  it.each([
    ['vip.csv', 'vip.csv'],
    ['vip.CSV', 'vip.csv'],
    ['VIP.Csv.Gz', 'VIP.csv'],
    ['vip.csv.zst', 'vip.csv'],
    ['vip.csv.csv.gz', 'vip.csv.csv'],
    ['vip.csv.gz.zst', undefined],
    ['vip.csv.zip', undefined],
    ['vip.gz', undefined],
    ['vip.cſv', undefined],
    ['vip', undefined],
    ['.csv', undefined],
    ['.csv.gz', undefined],
    ['._vip.csv', undefined],
    ['.vip.csv', undefined],
    ['old/vip.csv', undefined],
  ])('of the object %p is %p', (object, expected) => {
    expect(fileNameOfObject(object)).toBe(expected);
  });

  it('has the suffix of its object', () => {
    expect(otherSuffixOf('vip.csv', 'vip.csv')).toBeUndefined();
    expect(withSuffix('vip.csv', otherSuffixOf('vip.csv', 'vip.CSV.gz'))).toBe('vip.CSV.gz');
    expect(withSuffix('vip.csv', undefined)).toBe('vip.csv');
  });

  it('is the audience with the suffix', () => {
    expect(audienceNameOf('a.b.csv')).toBe('a.b');
    expect(fileNameOf('a.b')).toBe('a.b.csv');
  });
});

describe('a user key', () => {
  const own = { keyType: 'string', keyPrefix: 'shop/' } as const;

  it.each([
    ['fills 2,048 bytes', 'x'.repeat(2043), true],
    ['is one byte too long', 'x'.repeat(2044), false],
    ['fills them with characters of three bytes', '漢'.repeat(681), true],
    ['is too long in bytes, though not in characters', '漢'.repeat(682), false],
  ])('that %s', (_, userId, isAllowed) => {
    expect(toUserKey(own, userId)).toBe(isAllowed ? `shop/${userId}` : undefined);
  });

  it.each([
    ['0', true],
    ['42', true],
    ['-1.5', true],
    ['0.001', true],
    ['9'.repeat(38), true],
    ['9'.repeat(39), false],
    ['0001', false],
    ['1.0', false],
    ['1.', false],
    ['.5', false],
    ['-0', false],
    ['-0.0', false],
    ['+1', false],
    ['1e3', false],
    [' 1', false],
    ['１', false],
    ['', false],
  ])('that is the number %p may be asked for: %p', (userId, isAllowed) => {
    const numbers = { keyType: 'number', keyPrefix: '' } as const;
    expect(toUserKey(numbers, userId)).toBe(isAllowed ? userId : undefined);
  });

  it('gives back the ID', () => {
    expect(toUserId(own, 'shop/a/b')).toBe('a/b');
    expect(toUserId({ keyType: 'number', keyPrefix: '' }, '42')).toBe('42');
  });
});

describe('a project', () => {
  it.each([
    ['/shop/', 'no leading slash'],
    ['shop', 'a trailing one'],
    ['', 'a path like'],
    ['shop//', 'a path like'],
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
