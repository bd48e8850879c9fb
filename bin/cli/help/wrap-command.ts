const indent = '  ';

/** A command in lines that fit, as a shell takes them: each but the last one ends with a backslash. */
export const wrapCommand = (command: string, width: number): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(command)) {
    if (line === '') line = indent + word;
    else if (line.length + word.length + ' '.length + ' \\'.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent.repeat(3) + word;
    }
  }
  return [...lines, line].join(' \\\n');
};

/** What is quoted is one word, and so are an option and its value. */
const wordsOf = (command: string): string[] => {
  const words: string[] = [];
  for (const word of command.match(/(?:'[^']*'|[^\s'])+/g) ?? []) {
    const before = words.at(-1);
    if (before?.startsWith('--') === true && !before.includes(' ') && !/^[-|>]/.test(word))
      words.splice(-1, 1, `${before} ${word}`);
    else words.push(word);
  }
  return words;
};
