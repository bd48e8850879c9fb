import type { CauseKey } from './keys.ts';
import type { Mend, Sign } from './sign.ts';

/** Further columns are not looked for: an export has its ID among the first. */
const mostColumns = 3;

/** A legitimate ID may contain any of these characters; hardly all do. */
const leastOfDelimiters = 0.9;

const unquoted = (field: string | undefined): string | undefined =>
  field?.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');

const columnsOf = (delimiter: string): Mend[] =>
  Array.from({ length: mostColumns }, (_, index) => ({
    how: 'as-column',
    number: index + 1,
    mend: (id) => unquoted(id.split(delimiter)[index]),
  }));

const delimited = (key: CauseKey, delimiter: string): Sign => ({
  kind: 'delimiter',
  key,
  has: (id) => id.includes(delimiter),
  leastShare: leastOfDelimiters,
  mends: () => columnsOf(delimiter),
});

/** The one value of an object or a list. */
const valueIn = (json: string): string | undefined => {
  try {
    const parsed: unknown = JSON.parse(json);
    const values: unknown[] =
      typeof parsed === 'object' && parsed !== null ? Object.values(parsed) : [];
    const [value] = values;
    if (values.length !== 1) return undefined;
    if (typeof value === 'string') return value;
    return typeof value === 'number' ? String(value) : undefined;
  } catch {
    return undefined;
  }
};

/** The beginning of an object, a list or a member, or the end of one on a row of its own. */
const json = /^\s*(\{\s*(["}]|$)|\[\s*(["{[\]\d]|$)|"[^"]*"\s*:|[}\]],?\s*$)/;

/** A file that is something else than one column. */
export const signsOfStructure: readonly Sign[] = [
  {
    kind: 'markup',
    key: 'markup',
    has: (id) => /^\s*<[/!?]?[a-z]/i.test(id),
    leastShare: 0.3,
  },
  {
    kind: 'json',
    key: 'json',
    has: (id) => json.test(id),
    leastShare: 0.3,
    mends: () => [{ how: 'json-value', mend: valueIn }],
  },
  delimited('semicolon', ';'),
  delimited('tab', '\t'),
  delimited('bar', '|'),
];
