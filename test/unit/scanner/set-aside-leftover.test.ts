import { describe, expect, it } from '@jest/globals';
import { setAsideLeftover } from '../../../lambdas/scanner/domain/set-aside-leftover.ts';
import { aSource } from '../../support/factories.ts';

const listed = {
  fileName: 'vip.csv',
  object: 'vip.csv.gz',
  etag: 'e9',
  size: 10,
  lastModified: 100,
  listedAt: 500,
};
const known = { fileName: 'vip.csv', source: aSource({ lastModified: 200 }) };
const pair = { fileName: 'vip.csv', listedAt: 500, listed, known };

describe('an object that lies beside a file', () => {
  it('does not become the file when that is removed', () => {
    expect(setAsideLeftover(pair)).toEqual({
      pair: { fileName: 'vip.csv', listedAt: 500, known },
      leftover: 'vip.csv.gz',
    });
  });

  it.each([
    ['is newer', { ...pair, listed: { ...listed, lastModified: 300 } }],
    ['has the same content', { ...pair, listed: { ...listed, etag: known.source.etag } }],
    [
      'is the file, from before',
      { ...pair, known: { ...known, source: { ...known.source, object: 'vip.csv.gz' } } },
    ],
    ['is of a new audience', { fileName: 'vip.csv', listedAt: 500, listed }],
  ])('is the file when it %s', (_, other) => {
    expect(setAsideLeftover(other)).toEqual({ pair: other });
  });
});
