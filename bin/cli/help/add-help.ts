import type { Command } from 'commander';
import { exitCodes } from '../errors.ts';
import type { HelpTexts } from '../texts/help-texts.ts';
import { examples } from './examples.ts';
import { leavesOf } from './leaves-of.ts';
import { wrapCommand } from './wrap-command.ts';

/** Adds to every command's help what its options do not say: the words of its table, and examples. */
export const addHelp = (program: Command, texts: HelpTexts): void => {
  program.addHelpText('after', ({ command }) =>
    section(command, texts.exitCodesTitle, exitCodeItems(texts)),
  );
  for (const { name, command } of leavesOf(program)) {
    const paragraphs = [find(texts.notes, name), find(texts.answers, name)];
    const legend = find(texts.legends, name);
    for (const paragraph of paragraphs)
      if (paragraph !== undefined)
        command.addHelpText(
          'after',
          () => `\n${command.createHelp().boxWrap(paragraph, widthOf(command))}`,
        );
    if (legend)
      command.addHelpText('after', () =>
        section(command, texts.legendTitle, Object.entries(legend)),
      );
    command.addHelpText('after', () => describeExamples(name, texts, command));
  }
};

const find = <T>(byCommand: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(byCommand, name) ? byCommand[name] : undefined;

const widthOf = (command: Command): number => command.configureOutput().getOutHelpWidth?.() ?? 80;

const exitCodeItems = ({ exitCodes: meanings }: HelpTexts): [string, string][] => [
  [String(exitCodes.done), meanings.done],
  [String(exitCodes.failed), meanings.failed],
  [String(exitCodes.wrongUsage), meanings.wrongUsage],
  [String(exitCodes.couldNotTell), meanings.couldNotTell],
  [String(exitCodes.interrupted), meanings.interrupted],
];

const section = (
  command: Command,
  title: string,
  items: readonly (readonly [string, string])[],
): string => {
  const helper = command.createHelp();
  helper.prepareContext({ helpWidth: widthOf(command) });
  const widest = Math.max(...items.map(([term]) => term.length));
  const lines = items.map(([term, meaning]) => helper.formatItem(term, widest, meaning, helper));
  return `\n${title}\n${lines.join('\n')}`;
};

const describeExamples = (name: string, texts: HelpTexts, command: Command): string => {
  const width = widthOf(command);
  const commands = find<Readonly<Record<string, string>>>(examples, name) ?? {};
  const meanings = find<Readonly<Record<string, string>>>(texts.examples, name) ?? {};
  const comment = (text: string): string =>
    command
      .createHelp()
      .boxWrap(text, width - '  # '.length)
      .replace(/^/gm, '  # ');
  const each = Object.entries(commands).map(
    ([example, typed]) => `${comment(meanings[example] ?? '')}\n${wrapCommand(typed, width)}`,
  );
  return each.length === 0 ? '' : `\n${texts.exampleTitle}\n${each.join('\n\n')}`;
};
