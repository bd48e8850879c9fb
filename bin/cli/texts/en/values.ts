const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

/** What the value of an argument or option has to be. */
export const values = {
  hasToBe: (what: string): string => `It has to be ${what}.`,
  oneOf,
  notEmpty: 'at least one character',
  wholeNumber: (least: number, most: number): string => `a whole number from ${least} to ${most}`,
  percent: (least: number, most: number): string =>
    `a whole number of percent from ${least} to ${most}`,
  seconds: (least: number, most: number): string =>
    `a whole number of seconds from ${least} to ${most}`,
  countingNumber: 'a whole number of at least 1, with 15 digits at most',
  email: 'an e-mail address',
  projectId: '1 to 64 of the characters A-Z a-z 0-9 _ -',
  path: 'a path like "folder/sub-folder/": no leading slash, a trailing one, neither "." nor ".." as a segment, at most 512 bytes',
  column:
    'the name of a column, of at most 255 characters; or its number, from 1 to 65535; or "none"',
  delimiter:
    'one character of ASCII that is neither a letter, a digit, a hyphen nor a quote; or "tab"',
  nameInTable: 'a name of 1 to 255 characters',
  keyPrefix: 'a text of at most 2048 characters',
  sortKey:
    'a name and a value, as in NAME=VALUE, with at most 255 characters before the sign and 2048 behind it',
  /** @param words what may be said instead */
  every: (words: readonly string[]): string =>
    `hours or days, from 1h to 365d, such as 24h, or ${words.join(' or ')}`,
  hours: (least: number, most: number): string =>
    `a whole number of hours from ${least} to ${most}, or off`,
  hourOfDay: 'an hour from 0 to 23, on or off',
  maxShrink: (words: readonly string[]): string =>
    `a whole number of percent from 0 to 99, or ${words.join(' or ')}: nothing loses more than all`,
  minMembers: (most: number, words: readonly string[]): string =>
    `a whole number from 1 to ${most}, or ${words.join(' or ')}: a file has no more IDs`,
  maxGrowth: (most: number, words: readonly string[]): string =>
    `a whole number of percent from 0 to ${most}, or ${words.join(' or ')}`,
};
export type ValueTexts = typeof values;
