import { describe, expect, it } from '@jest/globals';
import { assertKeyLength, whyKeyIsImpossible } from '../../../local/s3/protocol/object-key.ts';
import { parseTarget } from '../../../local/s3/request-target.ts';

describe('whyKeyIsImpossible', () => {
  it.each(['a', 'a/b.csv', 'a b+c', '😀', 'a..b', 'a/b./c', 'x'.repeat(255), 'a\u0001'])(
    'has nothing against %j',
    (key) => {
      expect(whyKeyIsImpossible(key)).toBeUndefined();
    },
  );

  it.each([
    ['..', 'not a name'],
    ['../a', 'not a name'],
    ['a/../b', 'not a name'],
    ['a/./b', 'not a name'],
    ['a//b', 'needs a name'],
    ['/a', 'needs a name'],
    ['a/', 'needs a name'],
    ['', 'needs a name'],
    ['.DS_Store', 'hidden'],
    ['a/.git/b', 'hidden'],
    ['.audience-import-s3/etags', 'hidden'],
    ['a\0b', 'cannot hold'],
    ['\ud800', 'cannot hold'],
    ['é'.repeat(128), '255 bytes'],
  ])('refuses %j: %s', (key, reason) => {
    expect(whyKeyIsImpossible(key)).toContain(reason);
  });
});

describe('parseTarget', () => {
  it.each([
    ['/', 'Service', '', ''],
    ['/inbox', 'Bucket', 'inbox', ''],
    ['/inbox/', 'Bucket', 'inbox', ''],
    ['/inbox?list-type=2', 'Bucket', 'inbox', ''],
    ['/inbox/a/b', 'Object', 'inbox', 'a/b'],
    ['/inbox/a%2Fb%20c%2Bd', 'Object', 'inbox', 'a/b c+d'],
    ['/inbox/a+b', 'Object', 'inbox', 'a b'],
    ['/inbox/../x', 'Object', 'inbox', '../x'],
    ['/inbox/%2e%2e%2Fx', 'Object', 'inbox', '../x'],
  ])('%s', (url, scope, bucket, key) => {
    expect(parseTarget(url)).toMatchObject({ scope, bucket, key });
  });

  it.each(['/inbox/%ff', '/inbox/%', 'http://elsewhere/inbox'])('refuses %s', (url) => {
    expect(() => parseTarget(url)).toThrow(expect.objectContaining({ code: 'InvalidURI' }));
  });

  it('refuses a key over 1024 bytes', () => {
    expect(() => {
      assertKeyLength('é'.repeat(512));
    }).not.toThrow();
    expect(() => parseTarget(`/inbox/${'a/'.repeat(512)}b`)).toThrow(
      expect.objectContaining({ code: 'KeyTooLongError' }),
    );
  });
});
