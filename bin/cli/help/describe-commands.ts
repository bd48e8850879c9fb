import type { Command } from 'commander';
import type { CliTexts } from '../texts/texts.ts';

/** Gives every command, argument and option its description: they are defined without any. */
export const describeCommands = (
  program: Command,
  { commands }: Pick<CliTexts, 'commands'>,
): void => {
  const byName = new Map<string, { about: string; parts: Readonly<Record<string, string>> }>(
    Object.entries(commands),
  );
  const describe = (command: Command, name: string): void => {
    const texts = byName.get(name);
    if (texts) {
      command.description(texts.about);
      for (const argument of command.registeredArguments)
        argument.description = texts.parts[argument.name()] ?? '';
      for (const option of command.options)
        option.description = texts.parts[option.long ?? ''] ?? option.description;
    }
    for (const each of command.commands)
      describe(each, command === program ? each.name() : `${name} ${each.name()}`);
  };
  describe(program, program.name());
};
