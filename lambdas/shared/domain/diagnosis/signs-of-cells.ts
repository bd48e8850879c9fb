import type { Sign } from './sign.ts';
import { isColumnName } from '../column-name.ts';
import { isMissingValue } from '../missing-value.ts';

const trimmed = (id: string): string => id.replace(/^["']+|["']+$/g, '').trim();

/** What a cell of a table is besides its value. */
export const signsOfCells: readonly Sign[] = [
  {
    kind: 'missing-value',
    key: 'missing-value',
    has: (id) => isMissingValue(trimmed(id)),
  },
  {
    kind: 'header',
    key: 'header',
    has: (id) => isColumnName(trimmed(id)),
  },
  {
    kind: 'formula',
    key: 'formula',
    has: (id) => /^=\s*".*"$/s.test(id),
    mends: () => [
      {
        how: 'unformula',
        mend: (id) => /^=\s*"(.*)"$/s.exec(id)?.[1]?.replaceAll('""', '"'),
      },
    ],
  },
  {
    kind: 'quotes',
    key: 'quotes',
    has: (id) => /^(".*"|“.*”|„.*[“”]|«.*»|'.*')$/s.test(id),
    mends: () => [
      { how: 'unquoted', mend: (id) => id.slice(1, -1) },
      { how: 'unquoted', mend: (id) => id.slice(1, -1).replaceAll('""', '"') },
    ],
  },
  {
    kind: 'apostrophe',
    key: 'apostrophe',
    has: (id) => /^['‘’]/.test(id),
    mends: () => [{ how: 'without-apostrophe', mend: (id) => id.slice(1) }],
  },
  {
    kind: 'key-prefix',
    key: 'key-prefix',
    has: (id, { keyPrefix }) => keyPrefix !== '' && id.startsWith(keyPrefix),
    mends: ({ keyPrefix }) => [{ how: 'without-prefix', mend: (id) => id.slice(keyPrefix.length) }],
  },
];
