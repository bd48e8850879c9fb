import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import type { KnownFile } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import { toTask } from '../../../lambdas/scanner/domain/task.ts';
import { aSource } from '../../support/factories.ts';

const now = 100_000_000;
const listed = { fileName: 'vip.csv', etag: 'e1', size: 10, lastModified: 1_000_000, listedAt: 1 };
const due = { etag: 'e1', importId: 'i', at: 1, retryAt: now - 1 };

const kindOf = (outcome: KnownFile['outcome']): object | undefined => {
  const known = { fileName: 'vip.csv', source: aSource(), outcome };
  const pair = { fileName: 'vip.csv', listed, known, listedAt: now };
  return toTask(pair, decide(pair, now));
};

describe('a file that is due again', () => {
  it.each(['published', 'rejected', 'discarded'] as const)(
    'is matched anew beside others where a message for that was dropped (%s before)',
    (result) => {
      expect(kindOf({ ...due, result, rematch: true })).toMatchObject({
        kind: 'rematch',
        importId: 'i',
      });
    },
  );

  it.each<[string, KnownFile['outcome']]>([
    ['a rematch of it has failed', { ...due, result: 'failed', rematch: true }],
    ['an operator wants it', { ...due, result: 'published' }],
  ])('is sent alone where %s', (_, outcome) => {
    expect(kindOf(outcome)).toMatchObject({ kind: 'send', isAgain: true });
  });
});
