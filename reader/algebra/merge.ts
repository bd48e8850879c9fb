import type { HashId } from '../../lambdas/shared/membership/hash-id.ts';
import { comesBefore, hashed } from './compare-ids.ts';
import { matchUp } from './match-up.ts';

/**
 * The IDs of both ranges in order, each once. Hashed are only those between two common ones, where both have such.
 *
 * @param one and `other`: IDs in order, each once
 */
export const merge = (
  one: readonly string[],
  other: readonly string[],
  hashId: HashId,
): string[] => {
  const merged: string[] = [];
  let [fromOne, fromOther] = [0, 0];
  const mergeUpTo = (toOne: number, toOther: number): void => {
    if (fromOne < toOne && fromOther < toOther)
      mergeApart(one.slice(fromOne, toOne), other.slice(fromOther, toOther), hashId, merged);
    else {
      for (; fromOne < toOne; fromOne += 1) merged.push(one[fromOne] ?? '');
      for (; fromOther < toOther; fromOther += 1) merged.push(other[fromOther] ?? '');
    }
    [fromOne, fromOther] = [toOne, toOther];
  };
  const matches = matchUp(one, other);
  for (let index = 0; index < one.length; index += 1) {
    const match = matches[index] ?? -1;
    if (match < 0) continue;
    mergeUpTo(index, match);
    merged.push(one[index] ?? '');
    [fromOne, fromOther] = [index + 1, match + 1];
  }
  mergeUpTo(one.length, other.length);
  return merged;
};

/** Of IDs that have none in common. */
const mergeApart = (
  one: readonly string[],
  other: readonly string[],
  hashId: HashId,
  merged: string[],
): void => {
  const [ones, others] = [one, other].map((ids) => ids.map((id) => hashed(id, hashId)).values());
  let [left, right] = [ones?.next().value, others?.next().value];
  while (left ?? right) {
    if (left && (!right || comesBefore(left, right))) {
      merged.push(left.id);
      left = ones?.next().value;
    } else if (right) {
      merged.push(right.id);
      right = others?.next().value;
    }
  }
};
