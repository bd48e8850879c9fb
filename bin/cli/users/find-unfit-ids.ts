import { isUserId, mostUserIdBytes } from '../../../lambdas/shared/own-user-key.ts';
import type { RowsInOrder } from './read-in-order.ts';
import type { UserFile } from './read-user-file.ts';

export const tooLong = `is longer than ${mostUserIdBytes} bytes`;

/** IDs that no key of any table can have, the first so many of them, with what is wrong. */
export const unmatchableOf = (
  { file }: Pick<UserFile, 'file'>,
  most: number,
): (readonly [id: string, problem: string])[] =>
  file
    .unmatchable(most)
    .map((id) => [id, id.includes('\n') ? 'contains a line feed' : tooLong] as const);

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
): Promise<(readonly [id: string, problem: string])[]> => {
  const unfit = unmatchableOf(users, most);
  for await (const { ids } of rows)
    for (const some of ids(idsAtOnce))
      for (const id of some)
        if (id !== header && !isUserId(id) && unfit.length < most) unfit.push([id, tooLong]);
  return unfit;
};
