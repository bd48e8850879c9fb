import type { FileCounts } from '../../kernel/file-input.ts';
import type { FileJoin } from '../../kernel/file-join.ts';
import { mayBeColumnName } from '../shared/domain/column-name.ts';

/**
 * The first row, if it may be a column's name. Whoever loads users from a file that begins like this one is told.
 *
 * @param file whose registered users are marked
 */
export const headerOf = (
  { firstRow }: Pick<FileCounts, 'firstRow'>,
  file: Pick<FileJoin, 'isMarked'>,
): string | undefined =>
  mayBeColumnName(firstRow) && !file.isMarked(firstRow) ? firstRow : undefined;
