import type { CliTexts } from '../texts/texts.ts';

const namedAtMost = 10;

/** `"a", "b", 3 more`: enough names for a message, however many there are. */
export const nameSome = (
  names: readonly string[],
  { common }: Pick<CliTexts, 'common'>,
): string => {
  const named = names.slice(0, namedAtMost);
  return common.someNames(named, names.length - named.length);
};
