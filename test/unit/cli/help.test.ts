import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { examples } from '../../../bin/cli/help/examples.ts';
import { leavesOf } from '../../../bin/cli/help/leaves-of.ts';
import { wrapCommand } from '../../../bin/cli/help/wrap-command.ts';
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
  const groups = new Set(commands.map((name) => name.split(' ').slice(0, -1).join(' ')));
  const pages = [...groups, ...commands].map((name) => name.split(' ').filter(Boolean));

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
