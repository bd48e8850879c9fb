import type { Command } from 'commander';

export interface Leaf {
  /** as it is typed: `audience list` */
  name: string;
  command: Command;
}

/** The commands that do something, in the order in which help shows them. */
export const leavesOf = (program: Command): Leaf[] =>
  program.commands.flatMap((command) => {
    if (command.commands.length === 0) return [{ name: command.name(), command }];
    return leavesOf(command).map((leaf) => ({
      ...leaf,
      name: `${command.name()} ${leaf.name}`,
    }));
  });
