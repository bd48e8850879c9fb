import { isUserId, mostUserIdBytes } from '../../../lambdas/shared/own-user-key.ts';
import { showText } from '../../../lambdas/shared/domain/show-text.ts';
import type { CliTexts } from '../texts/texts.ts';
import type { RowsInOrder } from './read-in-order.ts';
import type { UserFile } from './read-user-file.ts';

/** Why nobody can be registered under an ID: it is too long, or contains a line feed. */
export type UnfitReason = 'too-long' | 'line-feed';

type UnfitId = readonly [id: string, why: UnfitReason];

/** @param id, or its beginning */
export const describeUnfit = (id: string, why: UnfitReason, { files }: CliTexts): string =>
  files.unfitId(showText(id), why, mostUserIdBytes);

/** IDs that no key of any table can have, the first so many of them, with what is wrong. */
export const unmatchableOf = ({ file }: Pick<UserFile, 'file'>, most: number): UnfitId[] =>
  file.unmatchable(most).map((id) => [id, id.includes('\n') ? 'line-feed' : 'too-long'] as const);

const idsAtOnce = 1_000;

/**
 * Some of the IDs of a file that nobody can be registered under.
 *
 * @param rows of the same file
 * @param header the ID that is a column's name
 */
export const findUnfitIds = async (
  users: Pick<UserFile, 'file'>,
  rows: AsyncIterable<RowsInOrder>,
  header: string | undefined,
  most: number,
): Promise<UnfitId[]> => {
  const unfit = unmatchableOf(users, most);
  for await (const { ids } of rows)
    for (const some of ids(idsAtOnce))
      for (const id of some)
        if (id !== header && !isUserId(id) && unfit.length < most) unfit.push([id, 'too-long']);
  return unfit;
};
