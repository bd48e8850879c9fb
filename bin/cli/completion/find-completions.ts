import type { Command, Option } from 'commander';

/** What may stand where somebody is typing. */
export type Completions =
  /** one of these words */
  | { kind: 'words'; words: readonly string[] }
  | { kind: 'projects' }
  | { kind: 'audiences'; project: string }
  /** a file, which the shell knows best */
  | { kind: 'files' };

const nothing: Completions = { kind: 'words', words: [] };

/** @param typed what follows the command's name; the last word is being typed */
export const findCompletions = (program: Command, typed: readonly string[]): Completions => {
  let command = program;
  let options = optionsOf(program, program);
  const values: string[] = [];
  const before = typed.slice(0, -1);
  for (let index = 0; index < before.length; index += 1) {
    const word = before[index] ?? '';
    if (word.startsWith('-')) {
      if (!takesValue(options.find(({ long, short }) => long === word || short === word))) continue;
      if (index === before.length - 1) return valueOf(options, word, values);
      index += 1;
      continue;
    }
    const subcommand = command.commands.find((each) => each.name() === word);
    if (subcommand) command = subcommand;
    else values.push(word);
    options = optionsOf(program, command);
  }
  if (typed.at(-1)?.startsWith('-') === true) return { kind: 'words', words: flagsOf(options) };
  if (command.commands.length > 0) return { kind: 'words', words: subcommandsOf(command) };
  return argumentOf(command, values);
};

const optionsOf = (program: Command, command: Command): readonly Option[] => [
  ...command.options,
  ...(command === program ? [] : program.options),
];

const takesValue = (option: Option | undefined): boolean => option?.required === true;

const flagsOf = (options: readonly Option[]): string[] => [
  ...options.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long])),
  '--help',
];

const subcommandsOf = ({ commands }: Command): string[] => commands.map((each) => each.name());

const valueOf = (
  options: readonly Option[],
  word: string,
  [project]: readonly string[],
): Completions => {
  const option = options.find(({ long, short }) => long === word || short === word);
  if (option?.argChoices) return { kind: 'words', words: option.argChoices };
  if (option?.long === '--state') return { kind: 'files' };
  return project !== undefined && ['--or', '--and', '--not', '--name'].includes(word)
    ? { kind: 'audiences', project }
    : nothing;
};

const argumentOf = (command: Command, values: readonly string[]): Completions => {
  const argument = command.registeredArguments[values.length];
  if (argument?.argChoices) return { kind: 'words', words: argument.argChoices };
  const [project] = values;
  switch (argument?.name()) {
    case 'project':
      return { kind: 'projects' };
    case 'name':
      return project === undefined ? nothing : { kind: 'audiences', project };
    case 'file':
      return { kind: 'files' };
    default:
      // A user ID is not guessed; and `project show <id>` is the project's.
      return argument?.name() === 'id' && command.parent?.name() === 'project'
        ? { kind: 'projects' }
        : nothing;
  }
};
