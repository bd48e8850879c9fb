/** A block of a page that somebody may copy into a shell. */
export interface ShellBlock {
  /** it can only be run in an AWS account, and says so in its first line */
  needsAws: boolean;
  /** lines without comments, and in one piece where a backslash ends them; of a block with `$`, those that are typed */
  lines: string[];
}

/** What the first line of such a block begins with. */
export const awsMark = '# needs an AWS account';

const shellLanguages = new Set(['', 'sh', 'bash', 'console']);

/** Blocks of commands: also those inside of lists. */
export const shellBlocks = (markdown: string): ShellBlock[] =>
  [...markdown.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].flatMap(
    ([, indent = '', language = '', block = '']) => {
      if (!shellLanguages.has(language)) return [];
      const lines = block
        .replaceAll(new RegExp(`^${indent}`, 'gm'), '')
        .replaceAll(/ *\\\n */g, ' ')
        .split('\n');
      const typed = lines.some((line) => line.startsWith('$ '))
        ? lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice('$ '.length))
        : lines;
      return [
        {
          needsAws: lines[0]?.startsWith(awsMark) === true,
          lines: typed.map((line) => line.replace(/(^|\s+)# .*$/, '').trim()).filter(Boolean),
        },
      ];
    },
  );

/** The commands of a line: those that `&&` and pipes join. */
export const commandsOf = (line: string): string[] =>
  line.split(/ && | \| /).map((command) => command.replace(/ >.*$/, '').trim());

/** `command` in the text, outside of blocks. In a table, a bar stands behind a backslash. */
export const inlineCode = (markdown: string): string[] =>
  [...markdown.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, code = '']) => code.replaceAll(/\s*\n\s*/g, ' ').replaceAll('\\|', '|'),
  );
