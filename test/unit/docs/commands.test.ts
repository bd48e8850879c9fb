import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RootConstruct } from 'constructs';
import { z } from 'zod';
import { leavesOf } from '../../../bin/cli/help/leaves-of.ts';
import { readSettings } from '../../../lib/context.ts';
import { parseArguments } from '../../../local/arguments.ts';
import { awsMark, commandsOf, inlineCode, shellBlocks } from '../../support/docs/blocks.ts';
import { readPages } from '../../support/docs/pages.ts';
import { splitWords } from '../../support/docs/shell-words.ts';
import { parseOnly } from '../../support/parse-only.ts';

const { program, parse } = parseOnly();
const names = leavesOf(program).map(({ name }) => name);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const pages = readPages();
const own = /^(?:npx --no -- )?audience-import(?: |$)/;

/** What stands for what the reader fills in. */
const filledIn: Readonly<Record<string, string>> = {
  URL: 'http://127.0.0.1:4566',
  ADDRESS: 'you@example.com',
};

/** Rejects with the command if it is not one that there is. */
const expectOurs = async (command: string): Promise<void> => {
  const words = splitWords(command.replace(own, '')).map((word) => filledIn[word] ?? word);
  if (words.length === 0) return;
  if (words[0] === 'completion') expect(names).toContain('completion');
  else if (words.length === 1 && words[0] === '--help')
    expect((await parse(words)).printed).toContain('Usage: audience-import');
  else expect([command, await parse(words)]).toEqual([command, { hasRun: true, printed: '' }]);
};

/** In a sentence, a command may be named without what it is given. */
const isName = (words: readonly string[]): boolean =>
  words[0] === '...' || names.some((name) => `${name} `.startsWith(`${words.join(' ')} `));

const cdkCommands = ['bootstrap', 'deploy', 'diff', 'destroy', 'synth'];

const expectCdk = (words: readonly string[]): void => {
  expect(cdkCommands).toContain(words[0]);
  const { node } = new RootConstruct();
  for (const [index, word] of words.entries()) {
    if (word !== '-c') continue;
    const [key = '', value] = (words[index + 1] ?? '').split('=');
    node.setContext(key, value);
  }
  expect(() => readSettings(node)).not.toThrow();
};

const expectNpm = (command: string): void => {
  const [name = '', ...words] = splitWords(command.split(/ {2,}/)[0] ?? '').slice(1);
  if (name === 'start') {
    const options = words.slice(1).map((word) => filledIn[word] ?? word);
    expect(() => parseArguments(['node', 'start', ...options])).not.toThrow();
  } else if (name === 'run') expect(Object.keys(scripts)).toContain(words[0]);
  else expect(['ci', 'test', 'link', 'pack', 'install', 'audit', 'sbom']).toContain(name);
};

beforeAll(() => {
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`the process would have ended with ${code}`);
  });
});
afterAll(() => {
  jest.restoreAllMocks();
});

/** AWS's command is told where the local stack is. */
const isLocal = (line: string): boolean => line.includes('AWS_ENDPOINT_URL=http://127.0.0.1');

describe.each(pages)('commands in $path', ({ path, text }) => {
  const blocks = shellBlocks(text);

  it('are commands that there are, with options and arguments that they take', async () => {
    for (const command of blocks.flatMap(({ lines }) => lines.flatMap(commandsOf))) {
      const [first = '', ...words] = splitWords(command);
      if (own.test(command)) await expectOurs(command);
      else if (first === 'npx' && words[0] === 'cdk') expectCdk(words.slice(1));
      else if (first === 'npm') expectNpm(command);
    }
    for (const code of inlineCode(text)
      .flatMap(commandsOf)
      .filter((each) => own.test(each)))
      if (!isName(splitWords(code.replace(own, '')))) await expectOurs(code);
  });

  it('say where they need AWS', () => {
    const unmarked = blocks
      .filter(({ needsAws, lines }) => !needsAws && !lines.some(isLocal))
      .flatMap(({ lines }) => lines)
      .filter((line) => commandsOf(line).some((each) => /^(aws|npx cdk) /.test(each)));
    expect([path, `a first line "${awsMark}"`, unmarked]).toEqual([
      path,
      `a first line "${awsMark}"`,
      [],
    ]);
  });

  it('ask no registry for our command, which is not there', () => {
    // The page that says why names it.
    const named = path === 'docs/command.md' ? 1 : 0;
    expect(text.match(/npx audience-import/g) ?? []).toHaveLength(named);
  });
});
