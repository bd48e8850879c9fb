/** Words of a text for people that stand for what only whoever tells it knows. */
export type Known = Readonly<Partial<Record<'PROJECT' | 'NAME' | 'DELIMITER', string>>>;

/** The text with what is known in place of its words, so that people can type what it says. */
export const fillIn = (text: string, known: Known): string => {
  const words: Readonly<Record<string, string | undefined>> = known;
  return text.replaceAll(/\b(?:PROJECT|NAME|DELIMITER)\b/g, (word) => words[word] ?? word);
};
