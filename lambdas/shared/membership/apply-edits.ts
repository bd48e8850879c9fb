import { behindEdit, BrokenEditsError, isAddition, positionOf } from './edits.ts';

/**
 * The members in the place of one chunk of a base, in the version's order.
 *
 * @param base IDs of the base's chunk
 * @param edits of that chunk, as `decodeEdits` gives them
 * @param added hands out the IDs that come in, in order
 * @throws BrokenEditsError when they are not edits of these IDs
 */
export const applyEdits = (
  base: readonly string[],
  edits: readonly number[],
  added: () => string | undefined,
): string[] => {
  const members: string[] = [];
  let kept = 0;
  for (const edit of edits) {
    const behind = behindEdit(edit, kept, base.length);
    const position = positionOf(edit);
    for (; kept < position; kept += 1) members.push(base[kept] ?? '');
    kept = behind;
    if (isAddition(edit)) {
      const id = added();
      if (id === undefined) throw new BrokenEditsError('fewer IDs come in than the edits say');
      members.push(id);
    }
  }
  for (; kept < base.length; kept += 1) members.push(base[kept] ?? '');
  return members;
};
