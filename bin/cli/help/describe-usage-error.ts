import type { ParsingTexts } from '../texts/en/parsing.ts';

interface Shape {
  /** what commander says, without "error: " */
  message: RegExp;
  tell: (texts: ParsingTexts, values: Readonly<Record<string, string | undefined>>) => string;
}

const proposed = String.raw`(?:\n\(Did you mean (?:one of )?(?<names>.*)\?\))?`;
const withProposal = (said: string, names: string | undefined, texts: ParsingTexts): string =>
  names === undefined ? said : `${said}\n${texts.didYouMean(names)}`;

const shapes: readonly Shape[] = [
  {
    message: new RegExp(`^unknown option '(?<flag>[^]*)'${proposed}$`),
    tell: (texts, { flag = '', names }) => withProposal(texts.unknownOption(flag), names, texts),
  },
  {
    message: new RegExp(`^unknown command '(?<name>[^]*)'${proposed}$`),
    tell: (texts, { name = '', names }) => withProposal(texts.unknownCommand(name), names, texts),
  },
  {
    message: /^missing required argument '(?<name>.*)'$/,
    tell: (texts, { name = '' }) => texts.missingArgument(name),
  },
  {
    message: /^option '(?<option>.*)' argument missing$/,
    tell: (texts, { option = '' }) => texts.missingValue(option),
  },
  {
    message:
      /^too many arguments.*?\. Expected (?<expected>\d+) arguments? but got (?<given>\d+): (?<all>[^]*)\.$/,
    tell: (texts, { expected = '', given = '', all = '' }) => texts.tooMany(expected, given, all),
  },
  {
    message: /^option '(?<option>.*?)' argument '(?<value>[^]*)' is invalid\. (?<why>[^]*)$/,
    tell: (texts, { option = '', value = '', why = '' }) =>
      texts.unfitOption(option, value, reasonIn(why, texts)),
  },
  {
    message:
      /^command-argument value '(?<value>[^]*)' is invalid for argument '(?<argument>.*?)'\. (?<why>[^]*)$/,
    tell: (texts, { argument = '', value = '', why = '' }) =>
      texts.unfitArgument(argument, value, reasonIn(why, texts)),
  },
];

const reasonIn = (why: string, texts: ParsingTexts): string => {
  const choices = /^Allowed choices are (.*)\.$/.exec(why)?.[1];
  return choices === undefined ? why : texts.oneOf(choices);
};

/** What commander says of a command line, in a language. It has no texts of others, and tells only what it says in English. */
export const describeUsageError = (message: string, texts: ParsingTexts): string => {
  for (const { message: pattern, tell } of shapes) {
    const { groups } = pattern.exec(message) ?? {};
    if (groups) return tell(texts, groups);
  }
  return message;
};
