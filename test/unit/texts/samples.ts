import type { About } from '../../../lambdas/shared/texts/explain.ts';
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
const unlessPaused = [
  ['vip', false],
  ['loyal', true],
] as const;
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

const named = [
  ['vip', 3, 1_234],
  ['loyal', 4, 5_678],
] as const;
const inProject = [
  ['vip', 'shop'],
  ['loyal', 'news'],
] as const;
const versions = [[3], [4]] as const;
const entered = [
  ['1e3', 2_000],
  ['-1', 3_000],
] as const;

const shop: About = { projectId: 'shop', name: 'vip', isCommand: false };
const news: About = { projectId: 'news', name: 'loyal', isCommand: true };

/** The same for each explanation: what it is of, and the values. */
const of = <V>(one: V, other: V): readonly [readonly [V, About], readonly [V, About]] => [
  [one, shop],
  [other, news],
];
const nothing = of({}, {});
const rows = of({ row: 1_234 }, { row: 5_678 });
const someColumns = { names: ['id', 'mail'], hasMore: false };
const otherColumns = { names: ['user', 'town'], hasMore: true };
const ofProject = { isOwn: false, version: 7 };
const ofAudience = { isOwn: true, version: 8 };

const explanations: Samples<Texts['explanations']> = {
  'not-utf8': rows,
  'utf-16': rows,
  'unclosed-quote': rows,
  'escaped-quote': rows,
  'blank-behind-quote': rows,
  'too-few-columns': rows,
  'delimiter-behind-quote': of({ row: 2, delimiter: ';' }, { row: 3, delimiter: '\t' }),
  'text-behind-quote': of({ row: 2, text: 'more' }, { row: 3, text: 'other' }),
  'several-columns': of(
    { row: 2, firstRow: 'a,b', columns: someColumns },
    { row: 3, firstRow: 'c,d', columns: otherColumns },
  ),
  'several-with-other-delimiter': of(
    { row: 2, firstRow: 'a;b', delimiter: ';' },
    { row: 3, firstRow: 'c|d', delimiter: '|' },
  ),
  'missing-column': of({ row: 2, columns: someColumns }, { row: 3, columns: otherColumns }),
  'missing-with-other-delimiter': of(
    { row: 2, columns: someColumns, delimiter: ';' },
    { row: 3, columns: otherColumns, delimiter: '|' },
  ),
  'other-delimiter': of(
    { delimiter: ';', firstRow: 'a;b', columns: someColumns },
    { delimiter: '|', firstRow: 'c|d', columns: otherColumns },
  ),
  truncated: nothing,
  'too-wide': nothing,
  damaged: nothing,
  empty: nothing,
  'foreign-file': of({ thing: 'html', begins: '<html>' }, { thing: 'xml', begins: '<?xml' }),
  'too-large': of({ bytes: 600_000_000 }, { bytes: 700_000_000 }),
  'too-large-unpacked': nothing,
  'colliding-ids': nothing,
  'bad-name': nothing,
  limit: of({ limit: 10 }, { limit: 20 }),

  archived: nothing,
  'too-slow': nothing,
  'collector-behind': of({ versions: 800 }, { versions: 801 }),
  'users-source-too-slow': of({ minutes: 20 }, { minutes: 30 }),
  'above-read-cap': of({ minutes: 20, readCap: 100 }, { minutes: 30, readCap: 200 }),
  'above-default-read-cap': of({ minutes: 20, readCap: 100 }, { minutes: 30, readCap: 200 }),
  'gave-up': of({ hours: 1 }, { hours: 6 }),

  'would-be-empty': of(
    { live: 1_000, unregistered: 20, version: 7 },
    { live: 2_000, unregistered: 30, version: 8 },
  ),
  'too-few': of(
    { live: 1_000, next: 20, minMembers: 50, ...ofProject },
    { live: 2_000, next: 30, minMembers: 60, ...ofAudience },
  ),
  'first-too-few': of(
    { next: 20, minMembers: 50, ...ofProject },
    { next: 30, minMembers: 60, ...ofAudience },
  ),
  shrinks: of(
    { live: 1_000, next: 20, percent: 98, maxShrink: 50, ...ofProject },
    { live: 2_000, next: 30, percent: 98.5, maxShrink: 60, ...ofAudience },
  ),
  grows: of(
    { live: 1_000, next: 2_000, percent: 100, maxGrowth: 50, ...ofProject },
    { live: 1_500, next: 4_500, percent: 200, maxGrowth: 60, ...ofAudience },
  ),
  'first-version': of(
    { next: 20, unregistered: 5, ...ofProject },
    { next: 30, unregistered: 6, ...ofAudience },
  ),

  shrunk: of({ before: 1_000, version: 7, now: 20 }, { before: 2_000, version: 8, now: 30 }),
  'was-live': of({ version: 7, members: 1_000 }, { version: 8, members: 2_000 }),
  'was-first': nothing,
  ignored: of(
    { reason: 'near-suffix', count: 5, examples: ['a.txt', 'b.txt'] },
    { reason: 'folder', count: 6, examples: ['old/', 'new/'] },
  ),

  'finding-of-ids': of(
    {
      cause: 'decimal',
      isShown: true,
      count: 1_000,
      sampled: 2_000,
      isAll: false,
      trial: { how: 'padded', number: 10, tried: 500, registered: 487 },
    },
    {
      cause: 'blank',
      isShown: false,
      count: 900,
      sampled: 1_900,
      isAll: true,
      trial: { how: 'as-column', number: 12, tried: 400, registered: 387 },
    },
  ),
  'header-only': of({ hasBlankRows: true }, { hasBlankRows: false }),
  'one-row': nothing,
  unmatchable: of(
    { count: 900, sampled: 2_000, isAll: false },
    { count: 800, sampled: 1_000, isAll: true },
  ),
  'more-unregistered': of({ now: 0.4, before: 0.01 }, { now: 0.5, before: 0.02 }),
};

export const samples: Samples<Texts> = {
  explanations,
  ignored: {
    reason: [['near-suffix'], ['folder']],
    examples: [
      [5, ['a.txt', 'b.txt']],
      [6, ['old/', 'new/']],
    ],
    objects: [
      ['near-suffix', 5, ['a.txt', 'b.txt']],
      ['folder', 6, ['old/', 'new/']],
    ],
  },
  formats: {
    number: numbers,
    hours: numbers,
    files: numbers,
    members: numbers,
    notices: numbers,
    time: [
      [time, 540],
      [later, 0],
    ],
    ago: { seconds: numbers, minutes: numbers, hours: numbers, days: numbers },
    lasting: { seconds: numbers, minutes: numbers, hours: numbers, days: numbers },
    quoted: names,
  },
  screen: {
    asOf: names,
    trend: [
      [30, 1_000, 2_000, 1_500],
      [20, 3_000, 4_000, 3_500],
    ],
    whyNotFound: {},
    statuses: {},
    outcomes: {},
    failures: {},
    unreadableMore: numbers,
    concerns: { addressesRefused: numbers, callsFailed: numbers, mailsPending: numbers },
    projects: {
      headings: {},
      ofLimit: pairs(),
      longest: names,
    },
    project: {
      facts: {},
      headings: {},
      filter: {},
      refused: [
        ['a@example.com', 'Rejected', 'today', 1_234],
        ['b@example.com', 'Invalid', 'yesterday', 5_678],
      ],
      caption: names,
      whereFilesLie: names,
      found: numbers,
      pages: { now: pairs() },
      limit: {
        confirm: [
          ['shop', 1_234],
          ['news', 5_678],
        ],
      },
      pause: { confirm: names },
      resume: { confirm: names },
    },
  },
  screenAudience: {
    andThen: [
      ['1?', '2.'],
      ['3?', '4.'],
    ],
    live: {
      of: [
        [3, 'once'],
        [4, 'then'],
      ],
    },
    reads: { next: pairs(), on: pairs(), until: pairs() },
    held: { title: numbers, until: names, askToApprove: numbers, askToDiscard: numbers },
    problem: { again: names },
    example: names,
    deleted: names,
    stale: [
      ['today', 1_234],
      ['yesterday', 5_678],
    ],
    figures: {},
    trend: { from: names, to: names },
    versions: { headings: {}, states: {}, askToRollBack: numbers, more: numbers },
    history: {
      headings: {},
      cost: [
        ['us-east-1', '2026-11'],
        ['eu-west-1', '2026-09'],
      ],
    },
    decisions: {
      done: {},
      via: {},
      version: pairs(),
      readSince: [
        ['1', '2'],
        ['3', '4'],
      ],
      dropped: [
        [1, 1_234, 'nothing'],
        [2, 1, 'version 1'],
      ],
      onlyFile: [['1'], ['2']],
      request: names,
    },
    unregistered: { reportMissing: {} },
    file: { settings: {}, bytes: numbers, percent: numbers, expectedEvery: numbers },
    actions: {
      askToRetry: names,
      askToDelete: unlessPaused,
      askToDeleteAlone: names,
      askToDeleteWithFile: [
        ['vip', 'vip.csv'],
        ['loyal', 'loyal.csv.gz'],
      ],
    },
  },
  digest: {
    subject: names,
    title: [
      ['shop', time],
      ['news', later],
    ],
    counted: {
      published: numbers,
      held: numbers,
      rejected: numbers,
      failed: numbers,
      discarded: numbers,
    },
    audiences: numbers,
    concerns: {},
    results: {},
    cutAfter: [
      [1_234, 'shop'],
      [5_678, 'news'],
    ],
    howToStop: names,
    line: [
      ['vip.csv', 'held', time, 'nothing'],
      ['loyal.csv', 'published', later, 'something'],
    ],
    because: [
      ['vip.csv: held', 'it failed'],
      ['loyal.csv: published', 'it works'],
    ],
    members: numbers,
    changed: [
      [1_234, 56, 78],
      [5_678, 90, 12],
    ],
    still: numbers,
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
    heldVersion: pairs(),
    stillLive: pairs(),
    nowLive: pairs(),
    withoutVersion: numbers,
    lastChangeBeforeItWasGone: [[time], [later]],
    expectedEvery: numbers,
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
  screenActions: {
    approved: named,
    rolledBack: named,
    discarded: named,
    before: pairs(),
    stays: pairs(),
    aboveLimit: pairs(),
    deleted: names,
    fileDeleted: names,
    fileStays: unlessPaused,
    fileIsGone: names,
    isDue: names,
    fileHasChanged: names,
    isDueButPaused: inProject,
    noAudience: inProject,
    paused: names,
    resumed: names,
    noProject: names,
    limited: [
      ['shop', 3, 1_234],
      ['news', 4, 5_678],
    ],
    now: {
      reads: pairs(),
      held: pairs(),
      deleted: names,
      paused: names,
      running: names,
      limit: [
        ['shop', 3],
        ['news', 4],
      ],
    },
    notHeld: [
      ['vip', 3],
      ['loyal', 4],
    ],
    noPlace: [
      ['vip', 3],
      ['loyal', 4],
    ],
    afterwards: [
      ['due', false, null],
      ['done', true, 24],
    ],
    discardedFile: [
      ['due', false],
      ['out', true],
    ],
    isDueAlready: unlessPaused,
    cannotRollBack: {
      gone: versions,
      collecting: versions,
      unfinished: versions,
      held: versions,
      live: versions,
    },
    cannotRetry: { 'file-missing': names, 'being-imported': names, 'never-tried': names },
    noLimit: numbers,
    badLimit: entered,
    denied: names,
    tableGone: names,
    malformed: names,
    title: {},
    to: {},
  },
  notices: {
    rejected: said,
    failed: said,
    recovered: said,
    emptied: said,
    shrunk: said,
    'published-empty': said,
    ignored: said,
    held: said,
    approved: said,
    'over-limit': said,
    'hold-expired': said,
    unregistered: said,
    published: said,
    stale: said,
    fresh: said,
  },
};

function pairs(): readonly [[number, number], [number, number]] {
  return [
    [3, 1_234],
    [4, 5_678],
  ];
}
