import { escapeName } from '../shared/domain/escape-name.ts';
import { showText } from '../shared/domain/show-text.ts';

const mostNames = 8;
const mostNameBytes = 40;

/** The names that there are. */
export const listNames = (columns: readonly string[]): string => {
  const names = columns.slice(0, mostNames).map((name) => `"${showText(name, mostNameBytes)}"`);
  return columns.length > mostNames ? `${names.join(', ')} and more` : names.join(', ');
};

/** What may be given as `--id-column COLUMN`. @param columns of row 1 */
export const describeColumn = (columns: readonly string[]): string =>
  looksLikeNames(columns)
    ? `COLUMN is ${listNames(columns)}, or its number.`
    : 'COLUMN is its number, from 1.';

/** Not what a user has: that has digits, or is empty, mostly. */
const looksLikeNames = (columns: readonly string[]): boolean =>
  columns.length > 1 &&
  new Set(columns).size === columns.length &&
  columns.every((name) => /^[\p{L}_ .-]+$/u.test(name));

export const nameDelimiter = (delimiter: string): string =>
  delimiter === '\t' ? 'a tab' : `a "${escapeName(delimiter)}"`;

export const optionOf = (delimiter: string): string =>
  delimiter === '\t' ? 'tab' : `'${escapeName(delimiter)}'`;
