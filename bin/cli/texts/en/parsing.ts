/** What help calls its parts, and what is wrong with a command line. The parser's own words are English. */
export const parsing = {
  headings: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Global Options:': 'Global Options:',
    'Commands:': 'Commands:',
  },
  helpOption: 'display help for command',
  choices: (choices: string): string => `choices: ${choices}`,
  byDefault: (value: string): string => `default: ${value}`,
  preset: (value: string): string => `preset: ${value}`,
  more: (description: string, more: readonly string[]): string =>
    `${description} (${more.join(', ')})`.trimStart(),
  seeHelp: '(--help shows what there is)',
  unknownOption: (flag: string): string => `unknown option '${flag}'`,
  unknownCommand: (name: string): string => `unknown command '${name}'`,
  didYouMean: (names: string): string =>
    names.includes(',') ? `(Did you mean one of ${names}?)` : `(Did you mean ${names}?)`,
  missingArgument: (name: string): string => `missing required argument '${name}'`,
  missingValue: (option: string): string => `option '${option}' argument missing`,
  tooMany: (expected: string, given: string, all: string): string =>
    `too many arguments: ${expected} expected, but ${given} given: ${all}.`,
  unfitOption: (option: string, value: string, why: string): string =>
    `option '${option}' argument '${value}' is invalid. ${why}`,
  unfitArgument: (argument: string, value: string, why: string): string =>
    `command-argument value '${value}' is invalid for argument '${argument}'. ${why}`,
  oneOf: (choices: string): string => `Allowed choices are ${choices}.`,
};
export type ParsingTexts = typeof parsing;
