/** As one word of a command that somebody copies into a shell. */
export const shellWord = (text: string): string =>
  /^[\w.@%+=:,/-]+$/.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
