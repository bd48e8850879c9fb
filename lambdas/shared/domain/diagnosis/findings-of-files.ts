import type { Counts } from '../audience-item.ts';
import { type Finding, moreUnregistered } from '../diagnosis.ts';
import type { Explanation } from '../explanation.ts';
import type { Examined } from './examined.ts';
import { showId } from './show-id.ts';
import type { Group } from './sort-out.ts';

/** Before it is told in any language. */
export interface Found extends Omit<Finding, 'sentence' | 'explanation'> {
  explanation: Explanation;
}

/** What these mean, by kind. */
export const ofFiles: readonly (readonly [kind: string, meaning: string])[] = [
  [
    'header-only',
    'The only ID is the name of a column, with nothing below it, or with blank rows.',
  ],
  ['one-row', 'All of the file is one long row: the tool that wrote it ends no row.'],
  [
    'unmatchable',
    'IDs contain a line break or are longer than an ID may be (1,024 bytes): nobody can be registered under them, mostly because of a quote.',
  ],
  [
    moreUnregistered,
    'The share of unregistered IDs is more than 20 percentage points higher than in the version that was live.',
  ],
];

/** Longer than UUIDs, addresses and hashes are. */
const longestOfIds = 128;
/** No number of a users table has more. */
const mostDigits = 38;

/** The file of an export that found nobody. */
export const headerOnly = (
  { members, unregistered, blank }: Counts,
  groups: readonly Group[],
): Found | undefined => {
  const [name] = groups.find(({ cause }) => cause.kind === 'header')?.ids ?? [];
  if (name === undefined || members > 0 || unregistered !== 1) return undefined;
  return {
    kind: 'header-only',
    share: 1,
    example: showId(name),
    // One may be the end of the file, or sep=.
    explanation: { of: 'header-only', values: { hasBlankRows: blank > 1 } },
  };
};

/** The file of a tool that ends no row. */
export const oneRow = (
  { rows }: Counts,
  { ids: [id], unmatchable }: { ids: readonly string[]; unmatchable: number },
): Found | undefined => {
  const isLong = id !== undefined && (id.length > longestOfIds || isLongNumber(id));
  if (rows !== 1 || !(isLong || unmatchable === 1)) return undefined;
  return {
    kind: 'one-row',
    share: 1,
    ...(id !== undefined && { example: showId(id) }),
    explanation: { of: 'one-row', values: {} },
  };
};

const isLongNumber = (id: string): boolean => id.length > mostDigits && /^\d+$/.test(id);

export const unmatchable = (
  count: number,
  examined: Examined,
): { finding: Found; weight: number }[] => {
  const share = count / examined.sampled;
  if (count === 0) return [];
  const explanation = { of: 'unmatchable' as const, values: { count, ...examined } };
  return [{ finding: { kind: 'unmatchable', share, explanation }, weight: share }];
};

/** In percentage points: less is how lists differ from one time to the next. */
const leastRise = 0.2;

/** Where a list was good before. */
export const compareShares = (counts: Counts, live: Counts | undefined): Found[] => {
  if (!live || live.members === 0) return [];
  const [before, now] = [shareOf(live), shareOf(counts)];
  if (now - before <= leastRise) return [];
  return [
    {
      kind: moreUnregistered,
      share: 1,
      explanation: {
        of: 'more-unregistered',
        values: { now: rounded(now), before: rounded(before) },
      },
    },
  ];
};

const shareOf = ({ unregistered, members }: Counts): number =>
  unregistered / Math.max(1, unregistered + members);

/** So that little is stored. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;
