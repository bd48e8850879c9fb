import type { CliTexts } from '../../../bin/cli/texts/texts.ts';
import { doctorSamples } from './doctor-samples.ts';
import { usersSamples } from './users-samples.ts';
import { repairSamples } from './repair-samples.ts';
import { projectSamples } from './project-samples.ts';
import type { Samples } from './samples.ts';

const numbers = [[1_234], [5_678]] as const;
const names = [['vip'], ['loyal']] as const;
const pairs = [
  ['vip', 'shop'],
  ['loyal', 'news'],
] as const;
const ranges = [
  [1, 1_234],
  [2, 5_678],
] as const;
const words = [[['a', 'b']], [['c', 'd']]] as const;
const times = ['2026-11-23T23:59:00.000Z', '2027-01-04T05:06:07.000Z'] as const;

const vip = { projectId: 'shop', name: 'vip', word: "'vip'" };
const loyal = { projectId: 'news', name: 'loyal', word: "'loyal'" };
const audiences = [[vip], [loyal]] as const;

/** Help has a test of its own: test/unit/cli/help.test.ts. The texts of commands have no values. */
export const cliSamples: Samples<Omit<CliTexts, 'language' | 'shared' | 'help' | 'commands'>> = {
  ...usersSamples,
  ...projectSamples,
  doctor: doctorSamples,
  parsing: {
    headings: {},
    choices: names,
    byDefault: names,
    preset: names,
    oneOf: names,
    missingValue: names,
    more: [
      ['some', ['a', 'b']],
      ['others', ['c', 'd']],
    ],
    unknownOption: names,
    unknownCommand: names,
    didYouMean: names,
    missingArgument: names,
    tooMany: [
      ['2', '3', 'a, b, c'],
      ['1', '4', 'd, e, f, g'],
    ],
    unfitOption: [
      ['--limit', 'x', 'No number.'],
      ['--to', 'y', 'No version.'],
    ],
    unfitArgument: [
      ['id', 'x', 'No number.'],
      ['shell', 'y', 'No shell.'],
    ],
  },
  values: {
    hasToBe: names,
    wholeNumber: ranges,
    percent: ranges,
    seconds: ranges,
    hours: ranges,
    oneOf: words,
    every: words,
    maxShrink: words,
    minMembers: [
      [1_234, ['off', 'inherit']],
      [5_678, ['on', 'none']],
    ],
    maxGrowth: [
      [1_234, ['off', 'inherit']],
      [5_678, ['on', 'none']],
    ],
  },
  common: {
    time: [[times[0]], [times[1]]],
    members: numbers,
    audiences: numbers,
    readUnits: numbers,
    writeUnits: numbers,
    ago: { seconds: numbers, minutes: numbers, hours: numbers, days: numbers },
    outOf: pairs,
    notBoth: pairs,
    left: names,
    working: numbers,
    stillWorking: numbers,
    finding: pairs,
    someNames: [
      [['a', 'b'], 1_234],
      [['c', 'd'], 5_678],
    ],
    progress: {
      users: names,
      usersRead: names,
      registeredRead: names,
      usersChanged: names,
      usersLookedAt: names,
      megabytesRead: names,
      membersRead: names,
      chunksRead: names,
      recordsRead: names,
      audiencesDeleted: names,
      importsRunning: names,
      importsEnded: pairs,
    },
    error: names,
    unexpected: names,
  },
  errors: {
    notAllowed: names,
    resourceGone: names,
    throttled: names,
    noAnswer: names,
    unreachable: names,
    malformed: names,
    newer: names,
    versionGone: names,
    usersTableKey: names,
    fileBrokeOff: names,
    unknownForm: names,
    unread: names,
    oldNode: names,
    awsAnswered: pairs,
    proposed: names,
    didYouMean: [[['a', 'b']], [['c', 'd']]],
    proposedSimilar: [
      ['vip', 'v', 'case'],
      ['loyal', 'l', 'composed'],
    ],
  },
  audience: {
    wantedAndNot: names,
    emptyAndLeast: numbers,
    headings: {},
    labels: {},
    reportMissing: {},
    lookAlike: names,
    allInShow: names,
    rolledBack: numbers,
    stays: numbers,
    stillLive: [['rejected'], ['held']],
    held: [
      [3, 1_234, times[0]],
      [4, 5_678, times[1]],
    ],
    stale: [
      [times[0], 1_234],
      [times[1], 5_678],
    ],
    expectation: [
      ['vip', 1_234, 'audience'],
      ['loyal', 5_678, 'project'],
    ],
    source: [
      ['vip.csv', 1_234, times[0]],
      ['loyal.csv', 5_678, times[1]],
    ],
    lastImport: [
      ['published', times[0]],
      ['failed', times[1]],
    ],
    heldOnes: [
      [1_234, 'vip'],
      [5_678, 'loyal'],
    ],
    noneOf: pairs,
    listThem: names,
    unpublished: [
      ['shop', 'vip', "'vip'", 'held', 'shrinks'],
      ['news', 'loyal', "'loyal'", 'rejected', 'empty'],
    ],
  },
  audienceChanges: {
    guardHeadings: {},
    owners: {},
    isDueButPaused: audiences,
    deleted: audiences,
    sameFile: audiences,
    undoFirst: audiences,
    discardedFile: [
      ['due', vip, false],
      ['settled', loyal, true],
    ],
    deletedBefore: audiences,
    nothingToRetry: [
      ['deleted', vip],
      ['being-imported', loyal],
    ],
    deletedWithFile: [
      [vip, 'shop/vip.csv'],
      [loyal, 'news/loyal.csv'],
    ],
    notRecorded: [['no answer'], ['not allowed']],
    placeIsLeft: [['no answer'], ['not allowed']],
    fileHasChanged: [
      [vip, 'shop/vip.csv'],
      [loyal, 'news/loyal.csv'],
    ],
    otherFile: [[['a', 'b']], [['c', 'd']]],
    askToDelete: [
      [vip, 'shop/vip.csv', false, false],
      [loyal, 'news/loyal.csv', true, true],
    ],
    askToDeleteAlone: [[vip], [loyal]],
    fileIsThere: [
      [vip, 'shop/vip.csv', false],
      [loyal, 'news/loyal.csv', true],
    ],
    deletedAlready: [
      [vip, true],
      [loyal, false],
    ],
    rolledBack: [
      [vip, 3, 1_234, 4],
      [loyal, 5, 5_678, 6],
    ],
    undo: [
      [vip, 3],
      [loyal, 4],
    ],
    stays: [
      ['failed', vip, true, 24, times[0]],
      ['due', loyal, false, 48, times[1]],
    ],
    nothingToPublish: [
      ['held', vip, 3],
      ['gone', loyal, 4],
    ],
    approvedFirst: [
      [vip, 3, 1_234],
      [loyal, 4, 5_678],
    ],
    approved: [
      [vip, 3, 1_234, 2, 2_345],
      [loyal, 5, 5_678, 4, 6_789],
    ],
    dropped: [
      [vip, 3, 1_234, 2],
      [loyal, 5, 5_678, 4],
    ],
    noPlace: [
      [vip, 10],
      [loyal, 20],
    ],
    nothingHeld: [
      ['not-held', vip, 3],
      ['deleted', loyal, 4],
    ],
    inNone: names,
    inNoneRead: names,
  },
  imports: {
    headings: {},
    labels: {},
    rolledBack: numbers,
    dropped: [
      [1, 1_234],
      [2, 1],
    ],
    prices: pairs,
    pricesInPlace: [
      ['eu-west-1', '2026-11', 'eu-west-9'],
      ['us-east-1', '2026-12', 'us-east-9'],
    ],
    cost: [[['a', 'b']], [['c', 'd']]],
    live: [
      [3, 1_234],
      [4, 5_678],
    ],
    outcome: [
      ['published', 3, 7],
      ['unchanged', 4, 8],
    ],
    expense: [
      [1_234, 5_678, '$1.00'],
      [2_345, 6_789, '$2.00'],
    ],
    plan: [
      ['scan', 1_234],
      ['lookup', 5_678],
    ],
    priceList: pairs,
    isPaused: names,
    isBusy: names,
    unfitName: names,
    hidden: names,
    wouldBeIgnored: names,
    notInBucket: [
      ['shop/vip.csv', 'shop', 'shop/'],
      ['news/loyal.csv', 'news', 'news/'],
    ],
    nameTooLong: [
      ['vip.csv', 1_024],
      ['loyal.csv', 2_048],
    ],
    undecided: [['superseded'], ['table-busy']],
    changesUnknown: names,
    findingsUnknown: names,
  },
  stack: {
    headings: {},
    noSes: names,
    otherSes: names,
    functionFailed: [
      ['scan', 'Timeout', 'scanner'],
      ['send-mails', 'No address', 'mailer'],
    ],
    noneRuns: names,
    stillPaused: names,
    deployedLacks: pairs,
    noSuchStack: pairs,
    hasEnded: [
      ['a.json', 12, 'a'],
      ['b.json', 34, 'b'],
    ],
    notWritten: [
      ['a.json', 'No number.', 'a'],
      ['b.json', 'No URL.', 'b'],
    ],
    localLacks: [
      ['a.json', 'Bucket', 'a'],
      ['b.json', 'Table', 'b'],
    ],
    localOrAws: [
      ['--local', '--stack'],
      ['--state', '--region'],
    ],
  },
  repair: repairSamples,
  estimate: {
    headings: {},
    labels: {},
    basis: [
      [1_234, 30],
      [5_678, 7],
    ],
    prices: [
      ['eu-west-1', '2026-11', 'us-east-1', '2026-10'],
      ['eu-central-1', '2027-01', 'us-east-2', '2027-02'],
    ],
    isIncomplete: names,
  },
  scan: {
    headings: {},
    allPaused: names,
    placesUnknown: names,
    underNoProject: [
      [1_234, 'a', true],
      [5_678, 'b', false],
    ],
    isEmpty: names,
    ignoredFor: [
      [1_234, 'folder'],
      [5_678, 'other'],
    ],
    ignored: [
      ['shop', ['a', 'b']],
      ['news', ['c', 'd']],
    ],
    beingWritten: [
      ['shop', 1_234],
      ['news', 5_678],
    ],
    mailsPending: numbers,
    stillOpen: [
      [60, 'a'],
      [70, 'b'],
    ],
    ignoredOf: names,
    stillPending: names,
  },
};
