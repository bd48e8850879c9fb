import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { AudienceReader, VersionGoneError } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { importList } from '../../support/publish-members.ts';
import { connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
  await dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.projects, Item: aProject({ paused: true }) }),
  );
});
afterAll(() => dynalite.stop());

const run = (...args: string[]) => runCommand(connectTo(dynalite), ['audience', ...args]);

/** Version 1 with three members is live, and version 2 with `left` of them is held. */
const holdFor = async (name: string, left: readonly string[]): Promise<void> => {
  const getProject = () => Promise.resolve(aProject({ maxShrink: 10 }));
  await importList(dynalite, `${name}.csv`, ['a', 'b', 'c'], { getProject });
  const openUsers = () => fakeUsers(left);
  const result = await importList(dynalite, `${name}.csv`, ['a', 'b'], { getProject, openUsers });
  expect(result).toMatchObject({ result: 'held', version: 2 });
};

describe('audience approve', () => {
  it('publishes what is held, also of a project that is paused, and says how to undo it', async () => {
    await holdFor('vip', []);
    const { exitCode, stdout, stderr } = await run('approve', 'shop', 'vip');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      'Version 2 of audience "vip" with 0 members is published in place of 1, which had 3.\n' +
        'It stays until the file changes, or is retried.\n' +
        '"audience-import audience rollback shop vip --to 1" undoes this within 24 hours.\n',
    );
    expect(await run('members', 'shop', 'vip')).toMatchObject({ exitCode: 0, stdout: '' });
  });

  it('prints the same for a program', async () => {
    await holdFor('json', []);
    const { stdout } = await run('approve', 'shop', 'json', '--version', '2', '--json');
    expect(JSON.parse(stdout)).toEqual({
      project: 'shop',
      name: 'json',
      version: 2,
      members: 0,
      superseded: 1,
      file: 'done',
    });
  });

  it.each(['approve', 'discard'])(
    '%s says when it is gone, or another one is held',
    async (command) => {
      await holdFor(command, []);
      expect(await run(command, 'shop', command, '--version', '7')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining(
          `Version 7 of audience "${command}" of project "shop" is not held`,
        ),
      });
      expect(await run(command, 'shop', command)).toMatchObject({ exitCode: 0 });
      expect(await run(command, 'shop', command)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining(
          `No version of audience "${command}" of project "shop" is held`,
        ),
      });
      expect(await run(command, 'shop', 'never')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('has no audience "never"'),
      });
    },
  );
});

it('an audience whose name is more than one word is named as it is to be typed', async () => {
  await holdFor('my list', []);
  expect((await run('approve', 'shop', 'my list')).stdout).toContain(
    `"audience-import audience rollback shop 'my list' --to 1"`,
  );
  expect((await run('approve', 'shop', 'my list')).stderr).toContain(
    `"audience-import audience show shop 'my list'"`,
  );
});

describe('a first version that is held', () => {
  const holdFirst = async (name: string): Promise<void> => {
    const getProject = () => Promise.resolve(aProject({ holdFirst: true }));
    const result = await importList(dynalite, `${name}.csv`, ['a', 'b'], { getProject });
    expect(result).toMatchObject({ result: 'held', version: 1 });
  };

  it('is shown, read by its number, and published by approval', async () => {
    await holdFirst('fresh');
    const { stdout } = await run('show', 'shop', 'fresh');
    expect(stdout).toMatch(/^status +held$/m);
    expect(stdout).toMatch(/^cause +first-version$/m);
    expect(stdout).toMatch(/^held +version 1, 2 members, until 20/m);
    expect(await run('members', 'shop', 'fresh')).toMatchObject({ exitCode: 1, stdout: '' });
    const { stdout: members } = await run('members', 'shop', 'fresh', '--version', '1');
    expect(members.split('\n').sort()).toEqual(['', 'a', 'b']);
    expect((await run('approve', 'shop', 'fresh')).stdout).toBe(
      'Version 1 of audience "fresh" with 2 members is published. It is the first one of the audience.\n' +
        'It stays until the file changes, or is retried.\n' +
        '"audience-import audience delete shop fresh --with-file" takes it away again, and its file.\n',
    );
  });

  it('is discarded: then nothing is published', async () => {
    await holdFirst('unwanted');
    expect((await run('discard', 'shop', 'unwanted')).stdout).toContain(
      'Version 1 of audience "unwanted" with 2 members was dropped; nothing is published.\n',
    );
    await holdFirst('unwanted too');
    const { stdout } = await run('discard', 'shop', 'unwanted too', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, live: null });
  });

  it('is not approved beyond the limit', async () => {
    await holdFirst('late');
    const Item = aProject({ audienceLimit: 0 });
    await dynalite.document.send(new PutCommand({ TableName: dynalite.tables.projects, Item }));
    expect(await run('approve', 'shop', 'late')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/no place for another audience.* --audience-limit 1"/),
    });
    expect((await run('show', 'shop', 'late')).stdout).toMatch(/^status +held$/m);
  });
});

describe('audience discard', () => {
  it('drops what is held, and status and words say so', async () => {
    await holdFor('gold', []);
    expect((await run('discard', 'shop', 'gold')).stdout).toBe(
      'Version 2 of audience "gold" with 0 members was dropped; version 1 stays.\n' +
        'Its file is not imported again until it changes, or "audience-import audience retry shop gold".\n',
    );
    const { stdout } = await run('show', 'shop', 'gold');
    expect(stdout).toMatch(/^status +ready$/m);
    expect(stdout).toMatch(/^cause +discarded$/m);
    expect(stdout).toMatch(
      /^message +Its list, with 0 members, was held; an operator has discarded it\./m,
    );
    expect(stdout).toMatch(/^members +3$/m);
  });
});

describe('what is held', () => {
  it('is shown, and its members are read by who asks for that version with the command', async () => {
    await holdFor('silver', ['b']);
    const { stdout } = await run('show', 'shop', 'silver');
    expect(stdout).toMatch(/^status +held$/m);
    expect(stdout).toMatch(/^cause +shrinks$/m);
    expect(stdout).toMatch(/^held +version 2, 1 member, until 20/m);
    expect((await run('members', 'shop', 'silver', '--version', '2')).stdout).toBe('b\n');
    expect((await run('members', 'shop', 'silver')).stdout.split('\n').sort()).toEqual([
      ...['', 'a', 'b', 'c'],
    ]);
  });

  it('is counted and named by project show', async () => {
    await holdFor('count me', []);
    const show = (...options: string[]) =>
      runCommand(connectTo(dynalite), ['project', 'show', 'shop', ...options]);
    expect((await show()).stdout).toMatch(
      /^\d+ audiences? with a list that is held, .*"count me"/m,
    );
    expect(JSON.parse((await show('--json')).stdout)).toMatchObject({
      held: expect.arrayContaining(['count me']),
    });
    await run('discard', 'shop', 'count me');
    expect((await show()).stdout).not.toContain('count me');
  });

  it('is read by no campaign', async () => {
    await holdFor('bronze', ['b']);
    const { client, tables } = dynalite;
    const reader = new AudienceReader({ dynamodb: client, tables });
    expect(await reader.snapshot('shop', 'bronze')).toMatchObject({ version: 1, members: 3 });
    await expect(reader.snapshot('shop', 'bronze', { version: 2 })).rejects.toThrow(
      VersionGoneError,
    );
  });
});
