import { expect, it } from '@jest/globals';
import { findCompletions } from '../../../bin/cli/completion/find-completions.ts';
import { leavesOf } from '../../../bin/cli/help/leaves-of.ts';
import { parseOnly } from '../../support/parse-only.ts';

const { program } = parseOnly();
const words = (...expected: string[]) => ({
  kind: 'words',
  words: expect.arrayContaining(expected),
});
const none = { kind: 'words', words: [] };
const projects = { kind: 'projects' };
const audiences = { kind: 'audiences', project: 'shop' };
const files = { kind: 'files' };

it.each([
  [[''], words('project', 'users', 'scan', 'audience', 'completion')],
  [['--local', ''], words('project', 'scan')],
  [['--region', 'eu-west-1', 'audience', ''], words('list', 'show', 'members')],
  [['--'], words('--json', '--local', '--stack', '--help')],
  [['audience', 'members', 'shop', '--'], words('--csv', '--and', '--json', '--help')],
  [['audience', 'list', ''], projects],
  [['project', 'show', 's'], projects],
  [['project', 'list', ''], none],
  [['audience', 'show', 'shop', 'v'], audiences],
  [['--json', 'audience', 'show', 'shop', '--local', 'v'], audiences],
  [['audience', 'members', 'shop', 'vip', '--and', ''], audiences],
  [['audience', 'members', 'shop', '--and', 'news', 'v'], audiences],
  [['audience', 'contains', 'shop', 'vip', ''], none],
  [['users', 'load', 'shop', ''], files],
  [['import', 'validate', 'shop', '--name', ''], audiences],
  [['import', 'history', 'shop', ''], audiences],
  [['users', 'load', 'shop', '--header', ''], words('auto', 'keep', 'skip')],
  [['scan', '--wait-timeout', ''], none],
  [['--state', ''], files],
  [['completion', ''], words('bash', 'zsh', 'fish')],
])('of %j finds what may follow', (typed, expected) => {
  expect(findCompletions(program, typed)).toEqual(expected);
});

it('of every command finds its options', () => {
  for (const { name, command } of leavesOf(program))
    expect(findCompletions(program, [...name.split(' '), '--'])).toEqual(
      words(...command.options.map(({ long }) => long!)),
    );
});
