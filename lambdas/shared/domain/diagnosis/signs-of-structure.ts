import type { Mend, Sign } from './sign.ts';

/** Further columns are not looked for: an export has its ID among the first. */
const mostColumns = 3;

/** A legitimate ID may contain any of these characters; hardly all do. */
const leastOfDelimiters = 0.9;

const unquoted = (field: string | undefined): string | undefined =>
  field?.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');

const columnsOf = (delimiter: string, written: string): Mend[] =>
  Array.from({ length: mostColumns }, (_, index) => ({
    how: `as column ${index + 1} alone`,
    mend: (id) => unquoted(id.split(delimiter)[index]),
    remedy:
      'Export only that column, or say which it is: ' +
      `"audience-import project put PROJECT --delimiter ${written} --id-column ${index + 1}".`,
  }));

const delimited = (name: string, delimiter: string, written: string): Sign => ({
  kind: 'delimiter',
  says: [`has a ${name} in it`, `have a ${name} in them`],
  has: (id) => id.includes(delimiter),
  leastShare: leastOfDelimiters,
  mends: () => columnsOf(delimiter, written),
  remedy:
    'If that separates columns, export only the IDs, or say which they are, such as ' +
    `"audience-import project put PROJECT --delimiter ${written} --id-column 1".`,
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
    says: ['begins with < like HTML and XML', 'begin with < like HTML and XML'],
    has: (id) => /^\s*<[/!?]?[a-z]/i.test(id),
    leastShare: 0.3,
    remedy:
      'The export has saved a web page or an error message in place of the list: open the file and read it.',
  },
  {
    kind: 'json',
    says: ['is written as JSON', 'are written as JSON'],
    has: (id) => json.test(id),
    leastShare: 0.3,
    mends: () => [{ how: 'as the value alone', mend: valueIn }],
    remedy:
      'Look whether it is an error message. If not, export the IDs alone, one a row (jq: -r .id).',
  },
  delimited('semicolon', ';', "';'"),
  delimited('tab', '\t', 'tab'),
  delimited('vertical bar', '|', "'|'"),
];
