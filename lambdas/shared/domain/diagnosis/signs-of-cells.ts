import type { Sign } from './sign.ts';
import { isColumnName } from '../column-name.ts';
import { isMissingValue } from '../missing-value.ts';

const trimmed = (id: string): string => id.replace(/^["']+|["']+$/g, '').trim();

/** What a cell of a table is besides its value. */
export const signsOfCells: readonly Sign[] = [
  {
    kind: 'missing-value',
    says: ['is a word for a missing value', 'are words for a missing value'],
    has: (id) => isMissingValue(trimmed(id)),
    remedy: 'This does no harm, but rows without an ID are better left out, or written as empty.',
  },
  {
    kind: 'header',
    says: ["is a column's name", "are columns' names"],
    has: (id) => isColumnName(trimmed(id)),
    remedy: 'A header does no harm, as long as nobody is registered under it.',
  },
  {
    kind: 'formula',
    says: ['is a spreadsheet formula', 'are spreadsheet formulas'],
    has: (id) => /^=\s*".*"$/s.test(id),
    mends: () => [
      {
        how: 'without = and quotes',
        mend: (id) => /^=\s*"(.*)"$/s.exec(id)?.[1]?.replaceAll('""', '"'),
      },
    ],
    remedy:
      'Switch off what keeps zeros in Excel in the export ("force text", "Excel format"), so that it writes plain values.',
  },
  {
    kind: 'quotes',
    says: ['stands in quotes that are part of it', 'stand in quotes that are part of them'],
    has: (id) => /^(".*"|“.*”|„.*[“”]|«.*»|'.*')$/s.test(id),
    mends: () => [
      { how: 'without them', mend: (id) => id.slice(1, -1) },
      { how: 'without them', mend: (id) => id.slice(1, -1).replaceAll('""', '"') },
    ],
    remedy:
      'Something quotes twice, or with quotes of another kind: write each ID once in straight ones, or in none.',
  },
  {
    kind: 'apostrophe',
    says: ['begins with an apostrophe', 'begin with an apostrophe'],
    has: (id) => /^['‘’]/.test(id),
    mends: () => [{ how: 'without it', mend: (id) => id.slice(1) }],
    remedy:
      'A spreadsheet marks text like that: format the column as text instead, and export it again.',
  },
  {
    kind: 'key-prefix',
    says: [
      "begins with what stands before IDs in the users table's keys",
      "begin with what stands before IDs in the users table's keys",
    ],
    has: (id, { keyPrefix }) => keyPrefix !== '' && id.startsWith(keyPrefix),
    mends: ({ keyPrefix }) => [{ how: 'without it', mend: (id) => id.slice(keyPrefix.length) }],
    remedy: 'The list was made from the keys of that table: cut them off in the export.',
  },
];
