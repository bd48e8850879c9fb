import type { Random } from '../../../../lambdas/shared/ports.ts';

const userCount = 400;
/** Characters of an ID: a list has from three chunks to more than what one call writes. */
const idLengths: readonly number[] = [30, 40, 60, 380];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Lists of registered users that mostly change little. */
export interface ChangingLists {
  /** all that are registered */
  users: readonly string[];
  /**
   * What the next version of a file consists of.
   *
   * @param isShort a quarter of the last one is gone, so that it may be held
   */
  next: (fileName: string, isShort?: boolean) => readonly string[];
}

/**
 * Most of the time a few come in and go; now and then many do, or the list is one that was there before, or names nobody who
 * is registered.
 */
export const createChangingLists = (random: Random): ChangingLists => {
  const below = (count: number): number => Math.floor(random() * count);
  const idLength = idLengths[below(idLengths.length)] ?? 40;
  const drawId = (): string =>
    Array.from({ length: idLength }, () => alphabet.charAt(below(alphabet.length))).join('');
  const users = Array.from({ length: userCount }, drawId);
  const versions = new Map<string, ReadonlySet<string>[]>();

  const change = (last: ReadonlySet<string>, share: number): ReadonlySet<string> => {
    const list = new Set(last);
    for (const user of users)
      if (random() < share) {
        if (list.has(user)) list.delete(user);
        else list.add(user);
      }
    return list;
  };

  const shorten = (last: ReadonlySet<string> = new Set(users)): ReadonlySet<string> =>
    new Set([...last].filter(() => random() < 0.75));

  const draw = (earlier: readonly ReadonlySet<string>[]): ReadonlySet<string> => {
    const last = earlier.at(-1);
    if (!last) return new Set(users.filter(() => random() < 0.8));
    const chance = random();
    if (chance < 0.65) return change(last, 0.002 + random() ** 2 * 0.08);
    if (chance < 0.85) return change(last, 0.1 + random() * 0.4);
    if (chance < 0.95) return earlier[below(earlier.length)] ?? last;
    return new Set([`stranger-${below(1000)}`]);
  };

  return {
    users,
    next: (fileName, isShort = false) => {
      const earlier = versions.get(fileName) ?? [];
      const list = isShort ? shorten(earlier.at(-1)) : draw(earlier);
      // What comes after nobody is like what was before.
      if (list.size > 1) versions.set(fileName, [...earlier, list]);
      return [...list];
    },
  };
};
