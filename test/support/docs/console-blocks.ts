/** A command in a block of a page that shows what it prints. */
export interface ShownCommand {
  line: string;
  /** lines of the page */
  printed: string[];
}

/** What stands in the blocks of a page that begin with "```console": `$ command`, and below it what that prints. */
export const shownCommands = (markdown: string): ShownCommand[] => {
  const commands: ShownCommand[] = [];
  for (const [, block = ''] of markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm))
    for (const line of block.split('\n').slice(0, -1)) {
      if (line.startsWith('$ ')) commands.push({ line: line.slice('$ '.length), printed: [] });
      else commands.at(-1)?.printed.push(line);
    }
  return commands;
};
