import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { aProject } from '../../support/factories.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { type CommandResult, connectTo, runCommand, type Terminal } from './run-command.ts';

let dynalite: Dynalite;
let folder: string;
let project = 0;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'in-step-'));
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});
/** Each test has a project with the users u0 to u19. */
beforeEach(async () => {
  project += 1;
  const Item = aProject({ projectId: nameOf(), path: `${nameOf()}/` });
  await dynalite.document.send(new PutCommand({ TableName: dynalite.tables.projects, Item }));
  await users('load', ['-'], lines(0, 20));
});

const nameOf = (): string => `shop-${project}`;

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `u${from + index}\n`).join('');

const users = (
  command: string,
  words: readonly string[] = [],
  stdin: string | Terminal = '',
): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), ['users', command, nameOf(), ...words], stdin);

const count = async (): Promise<number> => Number((await users('count')).stdout);

describe('users sync', () => {
  it('makes the registered users those of the file, and says both numbers first', async () => {
    const { exitCode, stdout, stderr } = await users(
      'sync',
      ['-', '--yes', '--json'],
      lines(1, 25),
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      `Project "${nameOf()}" has 20 registered users: 5 would be added, 1 removed (5 % of them).`,
    );
    expect(JSON.parse(stdout)).toEqual({
      added: 5,
      removed: 1,
      before: 20,
      registered: 24,
      lines: 24,
      duplicates: 0,
      header: null,
    });
    expect(await count()).toBe(24);
    expect(await users('contains', ['u0'])).toMatchObject({ exitCode: 1 });
    expect(await users('contains', ['u1', 'u24'])).toMatchObject({ exitCode: 0 });
    const again = await users('sync', ['-', '--json'], lines(1, 25));
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, removed: 0, registered: 24 });
  });

  it('changes nothing in a script without --yes', async () => {
    const { exitCode, stdout, stderr } = await users('sync', ['-'], lines(1, 25));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('5 would be added, 1 removed');
    expect(stderr).toContain('Give --yes to do it');
    expect(await count()).toBe(20);
  });

  it.each([
    ['y', 0, 24],
    ['n', 1, 20],
  ])('asks at a terminal, and does as it is told: %s', async (typed, exitCode, registered) => {
    const file = join(folder, 'users.csv');
    await writeFile(file, lines(1, 25));
    const result = await users('sync', [file], { typed: `${typed}\n` });
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toContain('Go on? [y/N]');
    expect(await count()).toBe(registered);
  });

  it('refuses to remove more than a tenth, unless it is told how much', async () => {
    const short = lines(3, 20);
    const { exitCode, stderr } = await users('sync', ['-', '--yes'], short);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('0 would be added, 3 removed (15 % of them). That is more than 10 %');
    expect(stderr).toContain('give --max-removal 15.');
    expect(await count()).toBe(20);
    expect(await users('sync', ['-', '--yes', '--max-removal', '15'], short)).toMatchObject({
      exitCode: 0,
    });
    expect(await count()).toBe(17);
    expect(await users('sync', ['-', '--yes'], '')).toMatchObject({ exitCode: 1 });
    expect(await users('sync', ['-', '--yes', '--max-removal', '100'], '')).toMatchObject({
      exitCode: 0,
    });
    expect(await count()).toBe(0);
  });

  it.each([
    ['is too long', 'z'.repeat(1025), 'is longer than 1024 bytes'],
    ['is longer than any key', 'z'.repeat(3000), 'is longer than 1024 bytes'],
    ['has a line feed', '"two\nlines"', 'contains a line feed'],
  ])('changes nothing when an ID of the file %s', async (_, id, problem) => {
    const { exitCode, stdout, stderr } = await users(
      'sync',
      ['-', '--yes'],
      `${lines(1, 25)}${id}\n`,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`${problem}: nobody can be registered under it`);
    expect(stderr).toContain('Nothing was changed.');
    expect(await count()).toBe(20);
  });

  it('changes nothing when an import would reject the file', async () => {
    const { exitCode, stderr } = await users('sync', ['-', '--yes'], 'u0\nu1,Ann\n');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Row 2 has more than one column');
    expect(await count()).toBe(20);
  });

  it('removes a column’s name that was registered as a user', async () => {
    await users('load', ['-', '--header', 'keep'], 'user_id\n');
    const { stdout } = await users('sync', ['-', '--yes', '--json'], `user_id\n${lines(0, 20)}`);
    expect(JSON.parse(stdout)).toMatchObject({
      added: 0,
      removed: 1,
      header: 'user_id',
      lines: 20,
    });
    expect(await users('contains', ['user_id'])).toMatchObject({ exitCode: 1 });
  });

  it.each([
    [['-', '--max-removal', '101'], 'a whole number of percent from 0 to 100'],
    [['-', '--max-removal', '-1'], 'whole number'],
    [['-', '--max-removal', 'all'], 'a whole number'],
  ])('refuses %j', async (words, reason) => {
    expect(await users('sync', words, lines(0, 20))).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(reason),
    });
  });
});

describe('users count and contains', () => {
  it('count as many as there are, and say what that has cost', async () => {
    expect(await users('count')).toEqual({ exitCode: 0, stdout: '20\n', stderr: '' });
    expect(JSON.parse((await users('count', ['--json'])).stdout)).toEqual({
      project: nameOf(),
      users: 20,
      readUnits: expect.any(Number),
      cost: { dollars: expect.any(Number), region: 'eu-west-1', asOf: expect.any(String) },
    });
  });

  it('tell of each ID whether somebody is registered under it', async () => {
    expect(await users('contains', ['u1'])).toEqual({ exitCode: 0, stdout: 'yes\n', stderr: '' });
    expect(await users('contains', ['U1'])).toEqual({ exitCode: 1, stdout: 'no\n', stderr: '' });
    const several = await users('contains', ['u1', 'nobody', 'z'.repeat(2000), '--json']);
    expect(several.exitCode).toBe(1);
    expect(JSON.parse(several.stdout)).toEqual({
      project: nameOf(),
      contains: false,
      users: [
        { id: 'u1', registered: true },
        { id: 'nobody', registered: false },
        { id: 'z'.repeat(2000), registered: false },
      ],
    });
    expect((await users('contains', ['u1', 'u2'])).stdout).toMatch(
      /^ID +REGISTERED\nu1 +yes\nu2 +yes\n/,
    );
  });

  it.each(['count', 'contains'])('refuse a project that never was: %s', async (command) => {
    const result = await runCommand(connectTo(dynalite), [
      'users',
      command,
      'nix',
      ...(command === 'contains' ? ['a'] : []),
    ]);
    expect(result.exitCode).toBe(command === 'contains' ? 3 : 1);
    expect(result.stderr).toContain('There is no project "nix"');
  });
});

describe('--from-line', () => {
  it.each([
    ['a file', 'list.csv', (text: string) => text],
    ['a file that is packed', 'list.csv.gz', gzipSync],
    ['standard input', '-', (text: string) => text],
  ])('goes on in %s, and counts what it leaves out', async (_, name, pack) => {
    const content = pack('n1\nn2\nn1\nn3\n');
    const file = name === '-' ? name : join(folder, name);
    if (name !== '-') await writeFile(file, content);
    const words = [file, '--from-line', '3', '--json'];
    const { exitCode, stdout } = await users('load', words, String(content));
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ loaded: 1, skipped: 2, lines: 4, duplicates: 1 });
    expect(await users('contains', ['n1'])).toMatchObject({ exitCode: 1 });
    expect(await users('contains', ['n3'])).toMatchObject({ exitCode: 0 });
  });

  it.each([
    [['-', '--from-line', '0'], 2, 'at least 1'],
    [['-', '--from-line', '9'], 1, 'The file has no line 9.'],
  ])('refuses %j', async (words, exitCode, reason) => {
    const result = await users('load', words, 'n1\n');
    expect(result).toMatchObject({ exitCode, stderr: expect.stringContaining(reason) });
    expect(result.stderr).not.toContain('broken off');
    expect(await users('contains', ['n1'])).toMatchObject({ exitCode: 1 });
  });
});
