import { describe, expect, it } from '@jest/globals';
import type { ListedObject } from '../../../lambdas/scanner/domain/listing.ts';
import type { KnownFile } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import { scanProject } from '../../../lambdas/scanner/scan-project.ts';
import type { Enqueued } from '../../../lambdas/shared/domain/audience-item.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { aProject, aSource } from '../../support/factories.ts';
import { fakePorts, listed, now, overLimit } from './fake-scan.ts';

describe('the places of a project go to those who wait longest:', () => {
  const due = (fileName: string, more: Partial<KnownFile> = {}): KnownFile => ({
    fileName,
    source: aSource({ etag: 'e1', seenAt: now - 1000 }),
    ...more,
  });
  const scan = async (limit: number, listing: ListedObject[], known: KnownFile[], slots = {}) => {
    const marks: string[] = [];
    const note = (fileName: string, mark: Enqueued | undefined): Promise<boolean> => {
      marks.push(`${fileName} ${mark?.noPlace !== undefined ? 'refused' : 'let in'}`);
      return Promise.resolve(true);
    };
    const { ports } = fakePorts(
      { listing, known },
      {
        recordSource: (_, fileName, __, options) => note(fileName, options?.sending),
        recordSending: ({ fileName }, mark) => note(fileName, mark),
        recordRetry: ({ fileName }, mark) => note(fileName, mark),
      },
    );
    await scanProject({ project: aProject({ audienceLimit: limit, slots }) }, ports);
    return marks.sort();
  };

  it.each<[string, number, ListedObject[], KnownFile[], string[]]>([
    [
      'to a file that was rejected before, and not to a new one',
      1,
      [listed('a-new.csv'), listed('old.csv')],
      [overLimit('old.csv', 5)],
      ['a-new.csv refused', 'old.csv let in'],
    ],
    [
      'also when it has changed since it was rejected',
      1,
      [listed('a-new.csv'), listed('b.csv'), listed('old.csv', 'e2')],
      [overLimit('b.csv', 6), overLimit('old.csv', 5)],
      ['a-new.csv refused', 'old.csv let in'],
    ],
    [
      'also when nobody else waits, and it has changed',
      1,
      [listed('a-new.csv'), listed('old.csv', 'e2')],
      [overLimit('old.csv', 5)],
      ['a-new.csv refused', 'old.csv let in'],
    ],
    [
      'by the first rejection',
      1,
      [listed('a.csv'), listed('b.csv')],
      [
        overLimit('a.csv', 6),
        {
          ...overLimit('b.csv', 9),
          outcome: { etag: 'e1', cause: 'limit', at: 9, overLimitSince: 5 },
        },
      ],
      ['b.csv let in'],
    ],
    [
      'and not to a newer one while the message of an older one, sent when there was no place, is on its way',
      1,
      ['a-new.csv', 'newer.csv', 'old.csv'].map((name) => listed(name)),
      [
        overLimit('newer.csv', 6),
        {
          ...overLimit('old.csv', 5),
          source: aSource({ etag: 'e1', seenAt: now - 1000 }),
          outcome: { etag: 'e0', cause: 'limit', at: 5, overLimitSince: 5 },
          enqueued: { etag: 'e1', at: now - 1, noPlace: 1 },
        },
      ],
      ['a-new.csv refused'],
    ],
    [
      'not to more than are left when those that are on their way have theirs',
      3,
      ['a.csv', 'b.csv', 'c.csv', 'd.csv'].map((name) => listed(name)),
      [
        due('a.csv', { claim: { until: now + 1 } }),
        due('b.csv', { enqueued: { etag: 'e1', at: now - 1 } }),
        due('c.csv', { enqueued: { etag: 'e1', at: now - 1, noPlace: 3 } }),
      ],
      ['d.csv let in'],
    ],
    [
      'to no new one that could overtake a file which was let in after it had waited',
      2,
      [listed('a-new.csv'), listed('b-new.csv'), listed('old.csv')],
      [
        {
          ...overLimit('old.csv', 5),
          outcome: { etag: 'e1', cause: 'limit', at: 5, retryAt: now - 2 },
          enqueued: { etag: 'e1', at: now - 1 },
        },
      ],
      ['a-new.csv let in', 'b-new.csv refused'],
    ],
    [
      'to all that are new where nobody waits: some may be rejected for something else',
      2,
      [listed('a.csv'), listed('b.csv'), listed('c.csv')],
      [],
      ['a.csv let in', 'b.csv let in', 'c.csv let in'],
    ],
    [
      'to nobody when the limit was lowered',
      0,
      [listed('a.csv'), listed('b.csv')],
      [overLimit('b.csv', 5)],
      ['a.csv refused'],
    ],
  ])('%s', async (_, limit, listing, known, expected) => {
    expect(await scan(limit, listing, known)).toEqual(expected);
  });

  it('what has a place needs none', async () => {
    const slots = { [slotOf('a.csv')]: 1 };
    expect(await scan(1, [listed('a.csv', 'e2')], [due('a.csv')], slots)).toEqual(['a.csv let in']);
  });
});
