import { showText } from '../shared/domain/show-text.ts';

const mostNames = 8;
const mostNameBytes = 40;

/** The names that there are, as they may be shown. */
export const showColumns = (columns: readonly string[]): { names: string[]; hasMore: boolean } => ({
  names: columns.slice(0, mostNames).map((name) => showText(name, mostNameBytes)),
  hasMore: columns.length > mostNames,
});

/**
 * What may be given as `--id-column COLUMN` besides a number.
 *
 * @param columns of row 1
 * @returns undefined where they are no names
 */
export const nameColumns = (
  columns: readonly string[],
): ReturnType<typeof showColumns> | undefined =>
  looksLikeNames(columns) ? showColumns(columns) : undefined;

/** Not what a user has: that has digits, or is empty, mostly. */
const looksLikeNames = (columns: readonly string[]): boolean =>
  columns.length > 1 &&
  new Set(columns).size === columns.length &&
  columns.every((name) => /^[\p{L}_ .-]+$/u.test(name));
