import stringWidth from 'string-width';

/** Columns that a text takes on a terminal: two for each character of Japanese, for example. */
export const widthOf = (text: string): number => (isNarrow(text) ? text.length : stringWidth(text));

/** Characters of ASCII that are shown as they are: most texts of large tables, which need no look at each of their characters. */
export const isNarrow = (text: string): boolean => /^[ -~]*$/.test(text);
