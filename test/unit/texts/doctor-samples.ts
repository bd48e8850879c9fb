import type { DoctorTexts } from '../../../bin/cli/texts/en/doctor.ts';
import type { Samples } from './samples.ts';

const numbers = [[1_234], [5_678]] as const;
const names = [['vip'], ['loyal']] as const;
const pairs = [
  ['vip', 'shop'],
  ['loyal', 'news'],
] as const;
const triples = [
  ['vip', 'shop', 'eu-west-1'],
  ['loyal', 'news', 'us-east-1'],
] as const;
const quadruples = [
  ['shop', 'users', 'id', 'uid'],
  ['news', 'people', 'key', 'number'],
] as const;
const counts = [
  [1_234, 5_678],
  [2_345, 6_789],
] as const;
const more = [
  ['So many', 1_234],
  ['So few', 5_678],
] as const;

export const doctorSamples: Samples<DoctorTexts> = {
  ofStack: names,
  notDeployed: names,
  missing: numbers,
  warnings: numbers,
  unseen: numbers,
  found: [[['a', 'b']], [['c', 'd']]],
  notPermitted: [[['a', 'b']], [['c', 'd']]],
  malformed: names,
  contextUnfit: pairs,
  bootstrap: { version: numbers, none: names, tooOld: counts, forNext: names },
  concurrency: { free: counts, tooFew: names, few: more },
  sender: { unverified: pairs, doVerify: names, verified: triples },
  sandbox: { paused: names, inSandbox: more, outside: numbers },
  alarms: {
    doSubscribe: names,
    noneConfirmed: names,
    someConfirmed: pairs,
    confirmed: names,
    willBeMailed: names,
  },
  bucket: { none: names, elsewhere: triples, doMove: pairs, isThere: names },
  encryption: { withKey: pairs, withAwsKey: names },
  bucketEvents: { sent: names, notSent: names, sentElsewhere: names },
  usersTables: {
    isThere: names,
    none: names,
    inactive: names,
    forbidden: pairs,
    doAllow: names,
    otherKey: quadruples,
    otherType: quadruples,
    otherSortKey: quadruples,
    doPut: names,
    fits: triples,
  },
  warmThroughput: {
    gone: names,
    unknown: names,
    isChanging: names,
    takes: [
      ['users', 1_234, 5_678],
      ['people', 2_345, 6_789],
    ],
  },
  clock: { isRight: numbers, isBehind: numbers, isAhead: numbers },
  version: { same: names, ofCommand: names, other: pairs, earlier: names },
};
