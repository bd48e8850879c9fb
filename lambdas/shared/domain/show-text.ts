import { clipText } from './clip-text.ts';
import { escapeName } from './escape-name.ts';

const shown: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' };

/** A text of a file for a sentence to people: on one line, clipped, and with nothing that a screen obeys. */
export const showText = (text: string, mostBytes = 120): string =>
  escapeName(clipText(text, mostBytes).replace(/[\t\r\n]/g, (blank) => shown[blank] ?? blank));
