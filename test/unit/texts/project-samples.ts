import type { CliTexts } from '../../../bin/cli/texts/texts.ts';
import type { Samples } from './samples.ts';

const numbers = [[1_234], [5_678]] as const;
const names = [['vip'], ['loyal']] as const;
const pairs = [
  ['vip', 'shop'],
  ['loyal', 'news'],
] as const;
const counted = [
  ['shop', 1_234],
  ['news', 5_678],
] as const;
const times = ['2026-11-23T23:59:00.000Z', '2027-01-04T05:06:07.000Z'] as const;

export const projectSamples: Samples<Pick<CliTexts, 'project' | 'projectChanges'>> = {
  project: {
    headings: {},
    labels: {},
    audiences: [
      [1_234, 5_678],
      [2_345, 6_789],
    ],
    done: [
      ['shop', 'created'],
      ['news', 'changed'],
    ],
    holds: [
      [{ holdWhenEmpty: true, maxShrink: 50, minMembers: 10, maxGrowth: 100, holdFirst: true }],
      [{ holdWhenEmpty: false, maxShrink: 60, minMembers: 20, maxGrowth: 200, holdFirst: false }],
    ],
    columnNumber: numbers,
    columnName: names,
    separatedByTabs: names,
    separatedBy: pairs,
    matchedEvery: numbers,
    expected: numbers,
    digest: [[7], [23]],
    usersSource: [
      [
        {
          tableName: 'users',
          keyName: 'id',
          keyType: 'string',
          keyPrefix: 'a/',
          sortKey: { name: 'kind', value: 'user' },
          maxReadUnits: 100,
          ttlAttribute: 'end',
        },
      ],
      [
        {
          tableName: 'people',
          keyName: 'key',
          keyType: 'number',
          keyPrefix: 'b/',
          sortKey: { name: 'sort', value: 'it' },
          maxReadUnits: 200,
          ttlAttribute: 'ttl',
        },
      ],
    ],
    usersRead: [
      [1_234, 5_678, times[0]],
      [2_345, 6_789, times[1]],
    ],
    usersNotRead: [
      [1_234, times[0]],
      [5_678, times[1]],
    ],
    refusedAddress: [
      ['a@example.com', 'MessageRejected', times[0], 1_234],
      ['b@example.com', 'AccessDenied', times[1], 5_678],
    ],
    emptyPath: [
      ['shop/', times[0]],
      ['news/', times[1]],
    ],
    ignoredFor: pairs,
    onlyIgnored: [
      ['shop', 1_234, 'a.txt', 'because'],
      ['news', 5_678, 'b.txt', 'therefore'],
    ],
    noFileUnderPath: names,
    incomplete: names,
    noneOf: names,
    rematch: [
      [24, 10, { readUnits: 1_234, dollars: '$1', region: 'eu-west-1', asOf: '2026-11' }],
      [48, 20, { readUnits: 5_678, dollars: '$2', region: 'us-east-1', asOf: '2026-12' }],
    ],
  },
  projectChanges: {
    isPausedAlready: names,
    paused: names,
    resumed: names,
    usersStay: names,
    createdAnew: names,
    createdByOther: names,
    halfDeleted: names,
    deletedMeanwhile: names,
    isPausedNow: names,
    notCounted: names,
    stillImports: [
      ['shop', 60, 'vip'],
      ['news', 70, 'loyal'],
    ],
    needsYes: counted,
    deleted: counted,
    counted,
    partlyDeleted: counted,
    aboveLimit: [
      ['shop', 1_234, 10],
      ['news', 5_678, 20],
    ],
    pathChanged: [
      ['shop', 'a/', 'b/'],
      ['news', 'c/', 'd/'],
    ],
    readAnew: [
      ['shop', times[0]],
      ['news', times[1]],
    ],
    usersElsewhere: [
      ['shop', times[0], 'vip'],
      ['news', times[1], 'loyal'],
    ],
    toRepair: [
      ['It is broken.', ['--path', '--rematch']],
      ['It is none.', ['--delimiter', '--language']],
    ],
    overReports: [
      ['shop', 'a/', 'reports/'],
      ['news', 'b/', 'others/'],
    ],
    overlaps: [
      ['shop', 'a/', 'one', 'a/b/', 'so it is'],
      ['news', 'c/', 'two', 'c/d/', 'so it was'],
    ],
    pathUnread: pairs,
    notAmong: [
      ['users', ['a', 'b']],
      ['people', ['c', 'd']],
    ],
  },
};
