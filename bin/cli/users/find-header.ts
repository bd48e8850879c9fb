import { isColumnName, mayBeColumnName } from '../../../lambdas/shared/domain/column-name.ts';
import { showText } from '../../../lambdas/shared/domain/show-text.ts';
import { RefusedError } from '../errors.ts';
import type { FileTexts } from '../texts/en/files.ts';
import type { UserFile } from './read-user-file.ts';

/** `auto`: a first row that is a column's name is left out, as far as can be told. */
export const headerChoices = ['auto', 'keep', 'skip'] as const;
export type HeaderChoice = (typeof headerChoices)[number];

export interface FoundHeader {
  /** the ID that is a column's name and nobody's */
  header: string | undefined;
  /** what people are to know of it */
  says: ((say: FileTexts) => string) | undefined;
}

/** The kernel tells no more of a first row. */
const mostKnownBytes = 200;
const sampled = 1_000;

/**
 * Whether the first row of a list of users is a column's name.
 *
 * @param headersOfFiles first rows of the project's files that nobody had when they were imported, and whose they are
 * @throws RefusedError when it is to be left out and is too long to be known
 */
export const findHeader = (
  { file, counts: { firstRow } }: UserFile,
  choice: HeaderChoice,
  headersOfFiles: ReadonlyMap<string, string>,
): FoundHeader => {
  if (choice === 'keep' || firstRow === '') return { header: undefined, says: undefined };
  const shown = showText(firstRow);
  // A character that did not fit is left out.
  const isWhole = Buffer.byteLength(firstRow) <= mostKnownBytes - 4;
  if (choice === 'skip') {
    if (!isWhole) throw new RefusedError(({ files }) => files.header.tooLong(shown));
    return { header: firstRow, says: (say) => say.header.leftOut(shown) };
  }
  if (!isWhole) return { header: undefined, says: undefined };
  if (isColumnName(firstRow)) return { header: firstRow, says: (say) => say.header.isName(shown) };
  const audience = headersOfFiles.get(firstRow);
  if (audience === undefined) return { header: undefined, says: undefined };
  const looksLikeOthers = file
    .sample(sampled)
    .ids.some((id) => id !== firstRow && mayBeColumnName(id));
  return looksLikeOthers
    ? { header: undefined, says: (say) => say.header.likeOthers(shown, audience) }
    : { header: firstRow, says: (say) => say.header.unlikeOthers(shown, audience) };
};
