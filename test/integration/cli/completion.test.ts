import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'completion-'));
  // What is tested here is the script: it asks a command that says what it was asked.
  const command = join(folder, 'audience-import');
  await writeFile(
    command,
    '#!/bin/sh\ncase "$*" in\n' +
      '"__complete audience list s") printf "shop\\nsample\\n";;\n' +
      '"__complete audience show shop ") printf "vip\\na b\\n";;\n' +
      '"__complete users load shop ") echo :files;;\nesac\n',
  );
  await chmod(command, 0o755);
  const { tables, document } = dynalite;
  const store = (TableName: string, Item: object) =>
    document.send(new PutCommand({ TableName, Item: { ...Item } }));
  for (const projectId of ['shop', 'sample', 'crm'])
    await store(tables.projects, aProject({ projectId, path: `${projectId}/` }));
  await store(tables.projects, aProject({ projectId: 'sold', path: 'sold/', deletedAt: 1 }));
  for (const name of ['vip', 'a b', 'evil\n', 'evil\u{202e}', ':files'])
    await store(tables.audiences, anAudienceItem({ fileName: `${name}.csv` }));
  await store(tables.audiences, anAudienceItem({ fileName: 'old.csv', deletedAt: 1 }));
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

const complete = async (...typed: string[]): Promise<string[]> => {
  // Nothing takes a second here.
  const never = () => new Promise<void>(() => undefined);
  const result = await runCommand(connectTo(dynalite), ['__complete', ...typed], '', never);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  return result.stdout.split('\n').slice(0, -1);
};

describe('what the tab key completes', () => {
  it.each([
    [['audience', 'li'], ['list']],
    [['users', 'load', 'shop', ''], [':files']],
    [
      ['audience', 'list', 's'],
      ['sample', 'shop'],
    ],
    [
      ['audience', 'show', 'shop', ''],
      ['a b', 'vip'],
    ],
    [['audience', 'show', 'nix', ''], []],
  ])('of %j', async (typed, expected) => {
    expect(await complete(...typed)).toEqual(expected);
  });

  it('is silent without a stack, and when the stack is slow', async () => {
    const silent = { exitCode: 0, stdout: '', stderr: '' };
    const args = ['__complete', 'audience', 'list', ''];
    const noStack = () => Promise.reject(new Error('no stack'));
    const never = () => new Promise<void>(() => undefined);
    expect(await runCommand(noStack, args, '', never)).toEqual(silent);
    expect(await runCommand(() => new Promise(() => undefined), args)).toEqual(silent);
    expect(
      await runCommand(connectTo(dynalite), [
        '__complete',
        '--stack',
        'a',
        '--local',
        ...args.slice(1),
      ]),
    ).toEqual(silent);
  });
});

/** A shell that Debian has, or undefined. */
const has = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'exit 0']);
    return true;
  } catch {
    return false;
  }
};

const scriptOf = async (shell: string): Promise<string> => {
  const { stdout, exitCode } = await runCommand(connectTo(dynalite), ['completion', shell]);
  expect(exitCode).toBe(0);
  const file = join(folder, shell);
  await writeFile(file, stdout);
  return file;
};

const runShell = (shell: string, script: string): string[] =>
  execFileSync(shell, ['-c', script], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    encoding: 'utf8',
  })
    .split('\n')
    .filter((line) => line !== '');

describe('the script', () => {
  it('of bash completes what the command says', async () => {
    const file = await scriptOf('bash');
    const completeInBash = (words: string): string[] =>
      runShell(
        'bash',
        `set -u; . ${file}; COMP_WORDS=(audience-import ${words}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); ` +
          'compopt() { echo "option $2"; }; _audience_import; printf "%s\\n" "${COMPREPLY[@]}"',
      );
    expect(completeInBash('audience list s')).toEqual(['shop', 'sample']);
    expect(completeInBash("audience show shop ''")).toEqual(['vip', 'a\\ b']);
    expect(completeInBash("users load shop ''")).toEqual(['option default']);
    expect(completeInBash("audience show nix ''")).toEqual([]);
    expect(runShell('bash', `. ${file}; complete -p audience-import`)).toEqual([
      'complete -F _audience_import audience-import',
    ]);
  });

  // Where Debian's packages zsh and fish are installed; CI has them.
  (has('zsh') || process.env.CI ? it : it.skip)(
    'of zsh completes what the command says',
    async () => {
      const file = await scriptOf('zsh');
      const completeInZsh = (words: string): string[] =>
        runShell(
          'zsh',
          `compdef() { :; }; compadd() { shift; print -l -- "$@"; }; _files() { print files; }; . ${file}; ` +
            `words=(audience-import ${words}); CURRENT=\${#words}; _audience_import; true`,
        );
      expect(completeInZsh('audience list s')).toEqual(['shop', 'sample']);
      expect(completeInZsh("audience show shop ''")).toEqual(['vip', 'a b']);
      expect(completeInZsh("users load shop ''")).toEqual(['files']);
      expect(completeInZsh("audience show nix ''")).toEqual([]);
    },
  );

  (has('fish') || process.env.CI ? it : it.skip)(
    'of fish completes what the command says',
    async () => {
      const file = await scriptOf('fish');
      const completeInFish = (line: string): string[] =>
        runShell('fish', `source ${file}; complete -C "audience-import ${line}"`);
      expect(completeInFish('audience list s').sort()).toEqual(['sample', 'shop']);
      expect(completeInFish('audience show shop ').sort()).toEqual(['a b', 'vip']);
      expect(completeInFish('audience show nix ')).toEqual([]);
    },
  );
});
