/** The arguments of a line that is our command and nothing else; undefined: a shell has to take it. */
export const wordsOf = (line: string): string[] | undefined => {
  const [, own] = /^audience-import ([^|<>&]*)$/.exec(line.replace(/\s+# .*$/, '').trim()) ?? [];
  return own === undefined ? undefined : splitWords(own);
};

/** As a shell splits them; quotes are left out. */
export const splitWords = (text: string): string[] =>
  [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
