import type { RepairTexts } from '../../../bin/cli/texts/en/repair.ts';
import type { Samples } from './samples.ts';

const some = [
  [{ project: 'shop', count: 1, names: '"vip"' }],
  [{ project: 'news', count: 5_678, names: '"loyal"' }],
] as const;
const projects = [['shop'], ['news']] as const;
const done = [[true], [false]] as const;
const nothing = [[], []] as const;

export const repairSamples: Samples<RepairTexts> = {
  willRead: [
    ['chunks', 1_234, '$0.12', 'eu-west-1', '2026-11'],
    ['others', 5_678, '$0.34', 'us-east-1', '2027-01'],
  ],
  tableMissing: [
    ['users', 'T1', '{1}'],
    ['imports', 'T2', '{2}'],
  ],
  projectMissing: projects,
  usersMissing: projects,
  itemUnreadable: projects,
  unreadable: some,
  heldUnreadable: some,
  remedies: {
    import: done,
    'due-already': nothing,
    'being-imported': nothing,
    'project-missing': nothing,
    'users-missing': nothing,
    'file-missing': nothing,
    rejected: nothing,
    held: nothing,
    discarded: nothing,
    'rolled-back': nothing,
  },
  placeRefused: some,
  earlier: some,
  marked: done,
  readableAgain: some,
  unmarked: done,
  numbersBehind: some,
  numbersDrawn: done,
  placeMissing: some,
  placeEntered: done,
  placeUnused: [
    ['shop', 1_234],
    ['news', 5_678],
  ],
  placeGivenBack: done,
  chunksUnknown: [
    ['shop', 1_234],
    ['news', 5_678],
  ],
  collected: done,
  allFits: [
    [1_234, 3],
    [5_678, 4],
  ],
};
