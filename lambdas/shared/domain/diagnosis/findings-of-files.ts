import type { Counts } from '../audience-item.ts';
import { type Finding, moreUnregistered } from '../diagnosis.ts';
import { describeShown, type Examined } from './describe-cause.ts';
import { showId } from './show-id.ts';
import type { Group } from './sort-out.ts';

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

const unfound =
  'and no row follows: the export has found nobody. Look at the query or the segment behind it, and whether its data was there.';
const unwritten =
  'and the rows below it are blank: the tool could not take or write values of that type. Give it the IDs as text (Polars for Node takes no bigint for Int64).';

/** The file of an export that found nobody. */
export const headerOnly = (
  { members, unregistered, blank }: Counts,
  groups: readonly Group[],
): Finding | undefined => {
  const [name] = groups.find(({ cause }) => cause.kind === 'header')?.ids ?? [];
  if (name === undefined || members > 0 || unregistered !== 1) return undefined;
  return {
    ...{ kind: 'header-only', share: 1, example: showId(name) },
    // One may be the end of the file, or sep=.
    sentence: `The only ID is a column's name, ${blank > 1 ? unwritten : unfound}`,
  };
};

/** The file of a tool that ends no row. */
export const oneRow = (
  { rows }: Counts,
  { ids: [id], unmatchable }: { ids: readonly string[]; unmatchable: number },
): Finding | undefined => {
  const isLong = id !== undefined && (id.length > longestOfIds || isLongNumber(id));
  if (rows !== 1 || !(isLong || unmatchable === 1)) return undefined;
  return {
    ...{ kind: 'one-row', share: 1, ...(id !== undefined && { example: showId(id) }) },
    sentence:
      'The whole file is one row: the tool that writes it ends no row. Set its line end to LF ' +
      '(Perl Text::CSV: eol => "\\n"; JavaScript: join by "\\n").',
  };
};

const isLongNumber = (id: string): boolean => id.length > mostDigits && /^\d+$/.test(id);

export const unmatchable = (
  count: number,
  examined: Examined,
): { finding: Finding; weight: number }[] => {
  const share = count / examined.sampled;
  if (count === 0) return [];
  const says = describeShown(
    count,
    [
      'contains a line break or is longer than an ID may be',
      'contain a line break or are longer than an ID may be',
    ],
    examined,
  );
  const sentence = `${says}. Nobody can be registered under such an ID: look for a quote that opens before one and ends after another.`;
  return [{ finding: { kind: 'unmatchable', share, sentence }, weight: share }];
};

/** In percentage points: less is how lists differ from one time to the next. */
const leastRise = 0.2;

/** Where a list was good before. */
export const compareShares = (counts: Counts, live: Counts | undefined): Finding[] => {
  if (!live || live.members === 0) return [];
  const [before, now] = [shareOf(live), shareOf(counts)];
  if (now - before <= leastRise) return [];
  return [
    {
      ...{ kind: moreUnregistered, share: 1 },
      sentence: `${percent(now)} of the different IDs in the file are unregistered; in the list before it ${percent(before)} were.`,
    },
  ];
};

const shareOf = ({ unregistered, members }: Counts): number =>
  unregistered / Math.max(1, unregistered + members);

const percent = (share: number): string =>
  share > 0 && share < 0.01 ? 'less than 1%' : `${Math.round(share * 100)}%`;
