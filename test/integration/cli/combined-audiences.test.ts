import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { chunkKey, storeVersions } from '../../support/membership/stored-versions.ts';
import { orderMembers } from '../../support/order-members.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

const users = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `user-${from + index}`);

const lists = {
  vip: users(0, 500),
  news: [...users(300, 600), 'größe'],
  bought: users(400, 450),
  staff: users(490, 510),
};

beforeAll(async () => {
  dynalite = await startDynalite();
  const { client, document, tables } = dynalite;
  const store = (TableName: string, Item: object) =>
    document.send(new PutCommand({ TableName, Item: { ...Item } }));
  await store(tables.projects, aProject());
  await store(tables.projects, aProject({ projectId: 'empty', path: 'empty/' }));
  for (const [index, [name, members]] of Object.entries(lists).entries())
    await storeVersions(client, tables, { 8: { members, chunks: 2 + index, shards: 2 } }, name);
  await storeVersions(
    ...([client, tables] as const),
    {
      7: { members: users(0, 100), chunks: 3, shards: 1, state: 'superseded' },
      8: { members: users(10, 110), chunks: 2, shards: 1, base: 7 },
      9: { members: ['held'], chunks: 1, shards: 1, state: 'held' },
    },
    'weekly',
  );
  await storeVersions(client, tables, { 8: { members: ['user-1'], chunks: 1, shards: 1 } }, 'lost');
  const Key = chunkKey(8, 0, 1, 'lost');
  await client.send(new DeleteItemCommand({ TableName: tables.memberships, Key }));
  await store(tables.audiences, anAudienceItem({ fileName: 'waits.csv', audienceId: 'waits' }));
});
afterAll(() => dynalite.stop());

const run = (...args: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), ['audience', ...args]);

const members = async (...args: string[]): Promise<string[]> => {
  const { exitCode, stdout, stderr } = await run('members', 'shop', ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
};

const inOrder = (ids: readonly string[]): string[] => orderMembers(ids).ids;

describe('audience members with other audiences', () => {
  it.each([
    ['vip --and news', users(300, 500)],
    ['vip --or news', [...users(0, 600), 'größe']],
    ['vip --not news', users(0, 300)],
    ['vip --and news --not bought', [...users(300, 400), ...users(450, 500)]],
    ['staff --and news --or bought', [...users(400, 450), ...users(490, 510)]],
    ['staff --and news --or vip', users(300, 510)],
    ['staff --not news --or vip', users(0, 300)],
    ['staff --not vip --not news', []],
    ['staff --or bought --and vip --and news', [...users(400, 450), ...users(490, 500)]],
    ['vip --and vip --or vip', users(0, 500)],
    ['weekly --version 7 --not weekly', users(0, 10)],
    ['weekly --version 9 --or weekly', [...users(10, 110), 'held']],
  ])('%s', async (args, expected) => {
    expect(await members(...args.split(' '))).toEqual(inOrder(expected));
    const { stdout } = await run('members', 'shop', ...args.split(' '), '--count');
    expect(stdout).toBe(`${expected.length}\n`);
  });

  it('prints them in every form', async () => {
    const expected = inOrder([...users(510, 600), 'größe']);
    const args = ['members', 'shop', 'news', '--not', 'vip', '--not', 'staff'];
    expect(JSON.parse((await run(...args, '--json')).stdout)).toEqual(expected);
    expect((await run(...args, '--csv')).stdout.split('\n').slice(0, -1)).toEqual(
      expected.map((id) => (id === 'größe' ? '"größe"' : id)),
    );
  });

  it('counts, and says of which versions', async () => {
    const args = ['members', 'shop', 'weekly', '--version', '7', '--and', 'vip', '--not', 'weekly'];
    expect(JSON.parse((await run(...args, '--count', '--json')).stdout)).toEqual({
      project: 'shop',
      audiences: [
        { name: 'weekly', version: 7 },
        { name: 'vip', version: 8 },
        { name: 'weekly', version: 8 },
      ],
      count: 10,
    });
    // Of one alone it is known, although none of its chunks is there.
    expect((await run('members', 'shop', 'lost', '--count')).stdout).toBe('1\n');
  });

  it.each([
    ['unknown', ['--and', 'nix'], 'Project "shop" has no audience "nix": names are exact'],
    ['similar to another one', ['--not', 'WAITS'], 'Did you mean "waits"'],
    [
      'not published',
      ['--or', 'waits'],
      'Audience "waits" of project "shop" exists, but no version of it is published: its file is being imported, or waits for that. "audience-import audience show shop waits" says more.',
    ],
  ])('prints nothing when a name is %s', async (_, options, reason) => {
    const result = await run('members', 'shop', 'vip', '--or', 'news', ...options);
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toContain(reason);
  });

  it('fails when a chunk of one of them is gone', async () => {
    for (const option of ['--and', '--or', '--not']) {
      const { exitCode, stderr } = await run('members', 'shop', 'vip', option, 'lost');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('is gone');
    }
  });

  it.each([
    [['vip', '--not', 'vip'], '"vip" is given with --not'],
    [['vip', '--and', 'news', '--not', 'news'], '"news" is given with --not'],
    [['vip', '--or', 'news', '--not', 'bought', '--not', 'news'], '"news" is given with --not'],
    [['weekly', '--version', '7', '--or', 'weekly', '--not', 'weekly'], '"weekly" is given'],
    [['vip', '--count', '--csv'], 'Give --csv or --count, not both.'],
  ])('refuses what contradicts itself: %j', async (args, reason) => {
    const result = await run('members', 'shop', ...args);
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain(reason);
  });

  it('tells in its help of what every command takes, too', async () => {
    const { exitCode, stdout } = await run('members', '--help');
    expect(exitCode).toBe(0);
    for (const option of ['--or', '--json', '--local']) expect(stdout).toContain(`  ${option} `);
  });
});

describe('audience which', () => {
  const lostToo = /these audiences of project "shop" cannot be read.*"lost" \(chunk 0/;

  it('prints the audiences that a user is in, and fails if one cannot be read', async () => {
    const { exitCode, stdout, stderr } = await run('which', 'shop', 'user-495');
    expect(exitCode).toBe(3);
    expect(stdout).toBe(
      'AUDIENCE  VERSION\nnews            8\nstaff           8\nvip             8\n',
    );
    expect(stderr).toMatch(lostToo);
    expect((await run('which', 'shop', '0495')).stdout).toBe(
      'No audience of project "shop" that can be read has this member.\n',
    );
  });

  it('prints one JSON object, which says what could not be read', async () => {
    const { exitCode, stdout } = await run('which', '--json', 'shop', 'user-105');
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      project: 'shop',
      id: 'user-105',
      audiences: [
        { name: 'vip', version: 8 },
        { name: 'weekly', version: 8 },
      ],
      unread: [{ name: 'lost', message: expect.stringContaining('chunk 0 of version 8 is gone') }],
    });
  });

  it('says that there is none, and refuses a project that there is not', async () => {
    expect(await run('which', 'empty', '--', '-5')).toEqual({
      exitCode: 0,
      stdout: 'No audience of project "empty" has this member.\n',
      stderr: '',
    });
    const { exitCode, stdout, stderr } = await run('which', 'nix', 'user-1');
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toContain('There is no project "nix".');
  });
});
