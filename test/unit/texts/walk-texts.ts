/** A text in each language, as it is with one set of values and with another. */
export interface Text {
  /** `mails.occasion.at` */
  path: string;
  /** with the first values */
  en: string;
  ja: string;
  /** those of its values without which it reads otherwise, as paths: `0`, `1.count` */
  mentions: { en: string[]; ja: string[] };
  values: string[];
}

/** All texts side by side; those that one language lacks are there as `undefined`. */
export const walkTexts = (en: unknown, ja: unknown, samples: unknown, path = ''): Text[] => {
  if (typeof en === 'string')
    return [{ path, en, ja: ja as string, mentions: { en: [], ja: [] }, values: [] }];
  if (typeof en === 'function') return [tell(en as Tell, ja as Tell, samples as Pair, path)];
  const keys = [...new Set([...Object.keys(en as object), ...Object.keys(ja ?? {})])];
  return keys.flatMap((key) =>
    walkTexts(at(en, key), at(ja, key), at(samples, key), path === '' ? key : `${path}.${key}`),
  );
};

type Tell = (...values: unknown[]) => string;
type Pair = readonly [one: readonly unknown[], other: readonly unknown[]];

const at = (value: unknown, key: string): unknown =>
  (value as Record<string, unknown> | undefined)?.[key];

const tell = (en: Tell, ja: Tell, [one, other]: Pair, path: string): Text => {
  const values = leavesOf(one);
  const mentionedBy = (text: Tell): string[] =>
    values.filter((leaf) => text(...one) !== text(...exchange(one, other, leaf)));
  return {
    path,
    en: en(...one),
    ja: ja(...one),
    values,
    mentions: { en: mentionedBy(en), ja: mentionedBy(ja) },
  };
};

const leavesOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? ['']
    : Object.entries(value).flatMap(([key, inner]) =>
        leavesOf(inner).map((leaf) => (leaf === '' ? key : `${key}.${leaf}`)),
      );

const exchange = (one: Pair[0], other: Pair[0], leaf: string): unknown[] => {
  const changed = structuredClone(one) as unknown[];
  const keys = leaf.split('.');
  const last = keys.pop()!;
  const target = keys.reduce<unknown>(at, changed) as Record<string, unknown>;
  target[last] = at(keys.reduce<unknown>(at, other), last);
  return changed;
};
