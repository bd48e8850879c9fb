import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { examples } from '../../../bin/cli/help/examples.ts';
import { leavesOf } from '../../../bin/cli/help/leaves-of.ts';
import { wrapCommand } from '../../../bin/cli/help/wrap-command.ts';
import { commands as commandTexts } from '../../../bin/cli/texts/en/commands.ts';
import { help as english } from '../../../bin/cli/texts/en/help.ts';
import { help as japanese } from '../../../bin/cli/texts/ja/help.ts';
import { parseOnly } from '../../support/parse-only.ts';

const { program, parse } = parseOnly();
const commands = leavesOf(program).map(({ name }) => name);
const byCommand: Readonly<Record<string, Readonly<Record<string, string>>>> = examples;

/** What a shell makes of the part that is our command. */
const wordsOf = (line: string): string[] => {
  const [, own = ''] = /audience-import ([^|>]*)/.exec(line.replaceAll(' \\\n', ' ')) ?? [];
  const words = [...own.matchAll(/'([^']*)'|(\S+)/g)];
  return words.map(([, quoted, plain]) => quoted ?? plain ?? '');
};

const groups = new Set(commands.map((name) => name.split(' ').slice(0, -1).join(' ')));
const pages = [...groups, ...commands].map((name) => name.split(' ').filter(Boolean));

describe('the examples of help', () => {
  it('are there for every command, and for no other (bin/cli/help/examples.ts)', () => {
    expect(Object.keys(examples).sort()).toEqual([...commands].sort());
  });

  it.each(commands)('of %s are parsed as a command of that name', async (name) => {
    const lines = Object.values(byCommand[name] ?? {});
    expect(lines.length).toBeGreaterThanOrEqual(1);
    expect(lines.length).toBeLessThanOrEqual(3);
    for (const line of lines) {
      expect(line).toContain(`audience-import ${name}`);
      const words = wordsOf(line);
      const parsed = await parse(words);
      // What it prints is for a shell: test/integration/cli/completion.test.ts.
      if (name === 'completion') expect(parsed.printed).toContain('__complete');
      else expect([line, parsed]).toEqual([line, { hasRun: true, printed: '' }]);
    }
  });

  it('are the same command when they are broken into lines', () => {
    const lines = Object.values(byCommand).flatMap((each) => Object.values(each));
    for (const line of lines) {
      const wrapped = wrapCommand(line, 40);
      expect(wordsOf(wrapped)).toEqual(wordsOf(line));
      execFileSync('bash', ['-n', '-c', wrapped]);
    }
  });
});

describe('help', () => {
  it.each([60, 80, 120])('fits %d columns', async (width) => {
    const narrow = parseOnly(width);
    for (const page of pages) {
      const { printed } = await narrow.parse([...page, '--help']);
      const tooLong = printed.split('\n').filter((line) => line.length > width);
      expect([page, tooLong]).toEqual([page, []]);
      expect(printed).toContain('Usage: audience-import');
    }
  });

  it('of a command ends with its examples', async () => {
    const { printed } = await parse(['users', 'remove', '--help']);
    expect(printed).toContain(
      'Examples:\n' +
        '  # Unregister all IDs of a file\n  audience-import users remove shop left.csv\n\n' +
        '  # Or one user\n  echo user-0001 | audience-import users remove shop -\n',
    );
  });

  it('of scan says what the words of its table mean', async () => {
    const { printed } = await parse(['scan', '--help']);
    for (const word of ['SEEN', 'CHANGED', 'SENT', 'UNDERWAY', 'IGNORED', 'MISSING', 'HELD'])
      expect(printed).toMatch(new RegExp(`^  ${word} +[a-z]`, 'm'));
  });
});

describe('help in Japanese', () => {
  const isWide = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

  it.each([60, 80, 120])('fits %d columns', async (width) => {
    const narrow = parseOnly(width, 'ja');
    for (const page of pages) {
      const { printed } = await narrow.parse([...page, '--help']);
      const lines = printed.split('\n');
      expect([page, lines.filter((line) => stringWidth(line) > width)]).toEqual([page, []]);
      expect([page, lines.filter((line) => /^ *[、。）」]/.test(line))]).toEqual([page, []]);
      expect(printed).toContain('使い方: audience-import');
      expect(printed).not.toMatch(
        /\b(Options|Commands|Arguments|default|choices|preset):|display help/,
      );
    }
  });

  it('describes every command, argument and option', () => {
    const { program: japanese } = parseOnly(80, 'ja');
    const undescribed: string[] = [];
    const look = (command: Command): void => {
      const parts = [...command.registeredArguments, ...command.options];
      for (const { description } of [{ description: command.description() }, ...parts])
        if (!isWide.test(description)) undescribed.push(`${command.name()}: ${description}`);
      command.commands.forEach(look);
    };
    look(japanese);
    expect(undescribed).toEqual([]);
  });

  it.each([
    [['users', 'laod'], 'コマンド「laod」はありません\n（もしかして: load）'],
    [['scan', '--wat'], 'オプション「--wat」はありません\n（もしかして: --wait）'],
    [['project', 'show'], '引数「id」を指定してください'],
    [['scan', '--stack'], 'オプション「--stack <name>」の値を指定してください'],
    [['project', 'show', 'a', 'b'], '引数が多すぎます。1個までのところ、2個指定されています: a, b'],
    [
      ['completion', 'ksh'],
      '引数「shell」の値「ksh」は正しくありません。指定できる値: bash、zsh、fish',
    ],
    [
      ['--lang', 'fr', 'scan'],
      'オプション「--lang <language>」の値「fr」は正しくありません。指定できる値: en、ja',
    ],
  ])('says what is wrong with %j', async (args, wrong) => {
    const { hasRun, printed } = await parseOnly(80, 'ja').parse(args);
    expect(hasRun).toBe(false);
    expect(printed).toContain(`エラー: ${wrong}\n（--help で使い方を確認できます）`);
  });
});

describe('the descriptions of commands', () => {
  const described = new Map<string, string[]>();
  const look = (command: Command, name: string): void => {
    const parts = [
      ...command.registeredArguments.map((argument) => argument.name()),
      ...command.options.map(({ long }) => long ?? ''),
    ];
    described.set(name, parts.sort());
    for (const each of command.commands)
      look(each, command === program ? each.name() : `${name} ${each.name()}`);
  };
  look(program, program.name());

  it('are there for all that can be typed, and for nothing else', () => {
    const { '--version': version, ...ownParts } = commandTexts['audience-import'].parts;
    expect(version).not.toBe('');
    const texts = { ...commandTexts, 'audience-import': { parts: ownParts } };
    const inTexts = Object.entries(texts).map(([name, { parts }]) => [
      name,
      Object.keys(parts).sort(),
    ]);
    expect(Object.fromEntries(inTexts)).toEqual(Object.fromEntries(described));
  });
});

describe('the texts of help', () => {
  const leaves = (texts: unknown, path: string): [string, string][] =>
    typeof texts === 'string'
      ? [[path, texts]]
      : Object.entries(texts as object).flatMap(([key, text]) => leaves(text, `${path}.${key}`));

  it('are there in every language', () => {
    const inEnglish = new Map(leaves(english, 'help'));
    const inJapanese = leaves(japanese, 'help');
    expect(inJapanese.map(([path]) => path)).toEqual([...inEnglish.keys()]);
    const untranslated = inJapanese.filter(([path, text]) => text === inEnglish.get(path));
    expect(untranslated).toEqual([]);
  });
});
