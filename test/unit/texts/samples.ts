import type { Texts } from '../../../lambdas/shared/texts/texts.ts';

/**
 * Two sets of values for each text that takes some, all of them different, so that what a text mentions can be told by
 * putting one in place of the other. The compiler wants them for each text that is added.
 */
export type Samples<T> = T extends (...values: infer V) => string
  ? readonly [one: Readonly<V>, other: Readonly<V>]
  : {
      [K in keyof T as T[K] extends string | readonly unknown[] ? never : K]: Samples<T[K]>;
    };

const numbers = [[1_234], [5_678]] as const;
const names = [['vip'], ['loyal']] as const;
const time = Date.UTC(2026, 10, 23, 23, 59);
const later = Date.UTC(2027, 0, 4, 5, 6);

const said: Samples<Texts['notices']['held']> = {
  one: names,
  many: numbers,
  oneInFull: [
    ['vip', 'shop'],
    ['loyal', 'news'],
  ],
  manyInFull: [
    [1_234, 'shop'],
    [5_678, 'news'],
  ],
};

export const samples: Samples<Texts> = {
  formats: {
    ...{ number: numbers, files: numbers, members: numbers, notices: numbers },
    time: [[time], [later]],
    quoted: names,
  },
  mails: {
    subject: [
      ['shop', 'it failed'],
      ['news', 'it works'],
    ],
    paragraph: [
      ['Row', '7'],
      ['Why', '8'],
    ],
    andMore: numbers,
    footer: names,
    occasion: {
      ofImport: [
        [time, 'import-1'],
        [later, 'import-2'],
      ],
      at: [[time], [later]],
      since: [[time], [later]],
    },
    rowNumber: numbers,
    forExample: names,
    exampleOf: [
      ['vip.csv', 'it failed'],
      ['loyal.csv', 'it works'],
    ],
    findingsOf: names,
    reportAt: names,
    ...{ heldVersion: pairs(), stillLive: pairs(), nowLive: pairs() },
    withoutVersion: numbers,
    oneEarlier: [[time], [later]],
    someEarlier: [
      [2, time, later],
      [3, time + 86_400_000, later + 86_400_000],
    ],
    missed: {
      what: numbers,
      title: [
        [1_234, 'shop'],
        [5_678, 'news'],
      ],
      toldCount: numbers,
      one: [
        ['it failed', time],
        ['it works', later],
      ],
      because: [
        ['it failed', 'no CSV'],
        ['it works', 'no ID'],
      ],
    },
  },
  notices: {
    ...{ rejected: said, failed: said, recovered: said, emptied: said, shrunk: said },
    ...{ 'published-empty': said, ignored: said, held: said, approved: said },
    ...{ 'hold-expired': said, unregistered: said },
  },
};

function pairs(): readonly [[number, number], [number, number]] {
  return [
    [3, 1_234],
    [4, 5_678],
  ];
}
