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
const changed = [
  [1_234, 5_678, 12, 34],
  [2_345, 6_789, 56, 78],
] as const;

export const usersSamples: Samples<Pick<CliTexts, 'users' | 'files'>> = {
  users: {
    tooManyToHold: numbers,
    headings: {},
    loaded: changed,
    removed: changed,
    skipped: counted,
    wereRegistered: counted,
    noneSkipped: names,
    inStep: [
      ['shop', 1_234, 5_678, 9_012],
      ['news', 2_345, 6_789, 8_901],
    ],
    wouldChange: [
      ['shop', 1_234, 5_678, 9_012, '1 %'],
      ['news', 2_345, 6_789, 8_901, '2 %'],
    ],
    removesTooMany: [
      ['So many.', 10, 50],
      ['So few.', 20, 60],
    ],
    writesElsewhere: pairs,
    readsElsewhere: pairs,
    headerIsUser: pairs,
    brokenAt: numbers,
    moreRefused: numbers,
    maybeHeld: names,
    whenImported: pairs,
    untilImported: pairs,
    incomplete: pairs,
    filled: pairs,
    stillReached: pairs,
    audiencesUnread: pairs,
    missingValues: [
      ['shop', '"null"', 'null'],
      ['news', '"none"', 'none'],
    ],
  },
  files: {
    unreadable: pairs,
    isFolder: names,
    hasChanged: names,
    tooLarge: numbers,
    noLine: numbers,
    withinRow: numbers,
    refused: names,
    otherDelimiter: [
      [';', "';'", 'a;b'],
      ['\t', 'tab', 'c d'],
    ],
    unfitId: [
      ['vip', 'too-long', 1_024],
      ['loyal', 'line-feed', 2_048],
    ],
    header: {
      tooLong: names,
      leftOut: names,
      isName: names,
      wasUser: names,
      likeOthers: pairs,
      unlikeOthers: pairs,
    },
  },
};
