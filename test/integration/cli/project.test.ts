import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { createPutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { recordSchema } from '../../../lambdas/shared/domain/record-schema.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { usersReadingsKey } from '../../../lambdas/shared/domain/users-readings.ts';
import { anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { onProjects } from './on-projects.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

beforeEach(async () => {
  const { document, tables } = dynalite;
  const { Items = [] } = await document.send(new ScanCommand({ TableName: tables.projects }));
  for (const { projectId } of z.array(z.object({ projectId: z.string() })).parse(Items))
    await document.send(new DeleteCommand({ TableName: tables.projects, Key: { projectId } }));
});

const { run, store, stored } = onProjects(() => dynalite);

const put = (id: string, ...more: string[]): Promise<CommandResult> =>
  run('project', 'put', id, '--admin-email', 'a@example.com', '--audience-limit', '10', ...more);

describe('project put', () => {
  it('creates a project with no slot taken, under a path of its own', async () => {
    const { exitCode, stdout, stderr } = await put(
      'shop',
      '--json',
      '--admin-email',
      'b@example.com',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      project: 'shop',
      path: 'shop/',
      adminEmails: ['a@example.com', 'b@example.com'],
      audienceLimit: 10,
      slotsTaken: 0,
      paused: false,
      usersSource: null,
      holdWhenEmpty: true,
      maxShrink: null,
      minMembers: null,
      maxGrowth: null,
      holdFirst: false,
      idColumn: null,
      delimiter: ',',
      language: 'en',
      rematchHours: null,
      expectEveryHours: null,
      unregisteredReports: false,
      mailOnSuccess: false,
      dailyDigestHour: null,
    });
    expect(await stored('shop')).toEqual({
      projectId: 'shop',
      path: 'shop/',
      adminEmails: ['a@example.com', 'b@example.com'],
      audienceLimit: 10,
      slots: {},
      paused: false,
      schema: recordSchema,
      creation: expect.any(String) as unknown,
    });
  });

  it('changes only what is given, and never slots, pause or path', async () => {
    const project = aProject({ path: 'crm/app/', slots: { hash: 1 }, paused: true });
    await store(dynalite.tables.projects, project);
    expect(await run('project', 'put', 'shop', '--audience-limit', '7')).toMatchObject({
      exitCode: 0,
    });
    expect(await stored('shop')).toEqual({
      ...project,
      audienceLimit: 7,
      schema: recordSchema,
    });
  });

  it('switches reports on, says so, and off again', async () => {
    const project = aProject();
    await store(dynalite.tables.projects, project);
    const { stdout } = await run('project', 'put', 'shop', '--unregistered-reports', 'on');
    expect(stdout).toMatch(/^reports +all unregistered IDs of each import$/m);
    expect(await stored('shop')).toEqual({
      ...project,
      unregisteredReports: true,
      schema: recordSchema,
    });
    await run('project', 'put', 'shop', '--unregistered-reports', 'off');
    expect(await stored('shop')).toEqual({ ...project, schema: recordSchema });
  });

  it('stores the language of the mails, and shows it', async () => {
    expect((await put('shop')).stdout).toMatch(/^language +English$/m);
    expect((await put('shop', '--language', 'ja')).stdout).toMatch(/^language +日本語$/m);
    expect(await stored('shop')).toMatchObject({ language: 'ja' });
    expect((await put('shop', '--audience-limit', '9')).stdout).toMatch(/^language +日本語$/m);
    expect(await run('project', 'put', 'shop', '--language', 'fr')).toMatchObject({ exitCode: 2 });
    expect(await stored('shop')).toMatchObject({ language: 'ja' });
  });

  it('takes no other word for reports', async () => {
    const words = ['project', 'put', 'shop', '--unregistered-reports', 'yes'];
    expect(await run(...words)).toMatchObject({ exitCode: 2 });
  });

  it.each([
    ['1', 'no new one is created until fewer than 1 are left'],
    ['0', 'no new one is created.'],
  ])('says what a limit of %s means when there are more audiences', async (limit, meaning) => {
    await store(dynalite.tables.projects, aProject({ slots: { a: 1, b: 1 } }));
    const { exitCode, stderr } = await run('project', 'put', 'shop', '--audience-limit', limit);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('has 2 audiences, more than its new limit');
    expect(stderr).toContain(meaning);
    expect(await stored('shop')).toMatchObject({ audienceLimit: Number(limit) });
  });

  it('stores how files are to be read, and shows it', async () => {
    const args = ['--id-column', 'user_id', '--delimiter', 'tab'];
    const { exitCode, stdout, stderr } = await put('shop', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/files +IDs in the column "user_id", separated by tabs/);
    expect(await stored('shop')).toMatchObject({ idColumn: 'user_id', delimiter: '\t' });
    await put('shop', '--id-column', '2', '--delimiter', ';');
    expect(await stored('shop')).toMatchObject({ idColumn: 2, delimiter: ';' });
    expect((await run('project', 'show', 'shop')).stdout).toMatch(
      /files +IDs in column 2, separated by ";"/,
    );
    expect((await put('shop', '--audience-limit', '9')).stdout).toContain('column 2');
    expect((await put('shop', '--id-column', 'none', '--delimiter', ',')).stdout).toMatch(
      /files +one column\n/,
    );
    const project = await stored('shop');
    expect(project).not.toHaveProperty('idColumn');
    expect(project).not.toHaveProperty('delimiter');
  });

  it('says that files are not read anew by themselves', async () => {
    await put('shop');
    expect((await put('shop', '--id-column', 'id')).stderr).toBe('');
    await store(dynalite.tables.audiences, anAudienceItem());
    expect((await put('shop', '--id-column', 'id')).stderr).toContain(
      'read in the new way when their file changes, or after "audience-import audience retry shop NAME"',
    );
    expect((await put('shop', '--audience-limit', '8')).stderr).toBe('');
  });

  it.each([
    [['--id-column', ''], '--id-column'],
    [['--id-column', '0'], '--id-column'],
    [['--id-column', '65536'], '--id-column'],
    [['--delimiter', ';;'], 'one character'],
    [['--delimiter', ''], 'one character'],
    [['--delimiter', 'é'], 'one character'],
    [['--delimiter', 'x'], 'neither a letter'],
    [['--delimiter', '"'], 'nor a quote'],
    [['--delimiter', '\n'], 'one character'],
  ])('takes %j for wrong usage', async (args, reason) => {
    const { exitCode, stderr } = await put('shop', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(await stored('shop')).toBeUndefined();
  });

  it('says nothing of a limit that is just reached', async () => {
    await store(dynalite.tables.projects, aProject({ slots: { a: 1, b: 1 } }));
    expect((await run('project', 'put', 'shop', '--audience-limit', '2')).stderr).toBe('');
  });

  it('asks for what a new project needs', async () => {
    const { exitCode, stderr } = await run('project', 'put', 'shop', '--audience-limit', '7');
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'error: There is no project "shop" yet, and a new project needs --admin-email and --audience-limit.\n',
    );
    expect(await stored('shop')).toBeUndefined();
  });

  it.each([
    ['an ID with a slash', ['sh/op']],
    ['a limit that is no number', ['shop', '--audience-limit', '1e3']],
    ['a limit over what is possible', ['shop', '--audience-limit', '2001']],
    ['an address that is none', ['shop', '--admin-email', 'admin']],
    ['a path without a slash at its end', ['shop', '--path', 'crm']],
    ['an option that does not exist', ['shop', '--limit', '1']],
  ])('takes %s for wrong usage', async (_, args) => {
    const { exitCode, stdout, stderr } = await run('project', 'put', ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
  });

  it.each([
    ['the same path', 'crm/'],
    ['a path below', 'crm/app/'],
  ])('refuses %s of another project', async (_, path) => {
    await put('one', '--path', 'crm/');
    const { exitCode, stderr } = await put('two', '--path', path);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Path "${path}" of project "two" overlaps "crm/" of project "one"`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await stored('two')).toBeUndefined();
  });

  it('refuses a path above that of another project, also to a project that exists', async () => {
    await put('one', '--path', 'crm/app/');
    await put('two');
    expect(await run('project', 'put', 'two', '--path', 'crm/')).toMatchObject({ exitCode: 1 });
    expect(await stored('two')).toMatchObject({ path: 'two/' });
  });

  it('takes a path that only begins like another one', async () => {
    await put('shop');
    expect(await put('shop2')).toMatchObject({ exitCode: 0 });
  });

  it('lets no overlap pass unnoticed when two operators put at once', async () => {
    // All of them look before any of them has written.
    const results = await Promise.all(['a', 'b', 'c'].map((id) => put(id, '--path', 'same/')));
    const done = results.filter(({ exitCode }) => exitCode === 0);
    expect(done.length).toBeLessThanOrEqual(1);
  });

  it('says what a new path means for the audiences that are known', async () => {
    await put('moved');
    const before = await put('moved', '--path', 'first/');
    expect(before.stderr).toBe('');
    await store(dynalite.tables.audiences, anAudienceItem({ projectId: 'moved' }));
    const { exitCode, stderr } = await run('project', 'put', 'moved', '--path', 'second/');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('was "first/" and is "second/" now');
  });

  it('does not bring a deleted project back by a change', async () => {
    const putProject = createPutProject(dynalite.document, dynalite.tables.projects, randomUUID);
    expect(await putProject.change('gone', { audienceLimit: 1 })).toBe(false);
    expect(await stored('gone')).toBeUndefined();
  });
});

describe('a users table of the customer’s', () => {
  const putWith = (...args: string[]): Promise<CommandResult> =>
    runCommand(connectTo(dynalite, { resources: { usersTables: ['crm', 'app'] } }), [
      ...['project', 'put', 'shop', '--admin-email', 'a@example.com', '--audience-limit', '10'],
      ...args,
    ]);
  const crm = ['--users-table', 'crm', '--users-key', 'id', '--users-key-prefix', 'u-'];

  describe('in place of another one', () => {
    const layout = { chunks: 1, shards: 1, digest: '' };
    const live = { state: 'live', etag: 'e1', counts: someCounts(), layout, publishedAt: 1 };
    const claim = { version: 1, owner: 'i', etag: 'e1', until: Date.now() + 900_000 };

    beforeEach(async () => {
      const { audiences } = dynalite.tables;
      await putWith('--users-table', 'none');
      await store(audiences, {
        ...anAudienceItem({ fileName: 'a.csv', versionCounter: 1 }),
        versions: { 1: live },
      });
      await store(audiences, anAudienceItem({ fileName: 'b.csv', versionCounter: 1, claim }));
      await store(audiences, anAudienceItem({ fileName: 'c.csv' }));
    });

    it.each<[string, string[]]>([
      ['table', ['--users-table', 'app', '--users-key', 'id', '--users-key-prefix', 'u-']],
      ['key', ['--users-key', 'pk']],
      ['prefix', ['--users-key-prefix', 'v-']],
      ['TTL', ['--users-ttl', 'expires']],
      ['owner', ['--users-table', 'none']],
    ])('with another %s, names the audiences that keep their members', async (_, change) => {
      const first = await putWith(...crm);
      expect(first.stderr).toContain(
        '"audience-import audience retry shop NAME" is given: "a", "b".',
      );
      const { exitCode, stderr } = await putWith(...change);
      expect(exitCode).toBe(0);
      expect(stderr).toContain('looked up elsewhere from now on');
    });

    it('finds the same users, and says nothing, when only the limit changes', async () => {
      await putWith(...crm);
      expect((await putWith('--users-max-read-units', '7')).stderr).toBe('');
      expect((await putWith(...crm)).stderr).toBe('');
    });
  });

  it('is stored as it is given, and shown', async () => {
    const args = ['--users-table', 'crm', '--users-key', 'pk', '--users-key-type', 'number'];
    const more = ['--users-sort-key', 'sk=a=b', '--users-max-read-units', '500'];
    const { exitCode, stdout } = await putWith(...args, ...more);
    expect(exitCode).toBe(0);
    expect(await stored('shop')).toMatchObject({
      usersSource: {
        tableName: 'crm',
        keyName: 'pk',
        keyType: 'number',
        keyPrefix: '',
        sortKey: { name: 'sk', value: 'a=b' },
        maxReadUnits: 500,
      },
    });
    expect(stdout).toContain(
      'table crm, key pk (number), sort key sk = "a=b", read with at most 500 read units/s',
    );
    expect((await run('project', 'show', 'shop')).stdout).toContain('table crm, key pk');
  });

  it('is changed in parts, and begins anew when it is named', async () => {
    await putWith(...crm);
    await putWith('--users-max-read-units', '7');
    const source = { tableName: 'crm', keyName: 'id', keyType: 'string', keyPrefix: 'u-' };
    expect(await stored('shop')).toMatchObject({ usersSource: { ...source, maxReadUnits: 7 } });
    await putWith('--users-table', 'app', '--users-key', 'id');
    expect((await stored('shop')) as object).toHaveProperty('usersSource', {
      ...source,
      tableName: 'app',
      keyPrefix: '',
    });
  });

  it('is left for the stack’s own by "none"', async () => {
    await putWith(...crm);
    expect((await putWith('--users-table', 'none')).stdout).toContain("the stack's own table");
    expect(await stored('shop')).not.toHaveProperty('usersSource');
  });

  it('is refused when the stack was not deployed with it, and nothing is written', async () => {
    const { exitCode, stderr } = await putWith('--users-table', 'web', '--users-key', 'id');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('may not read table "web": the stack was deployed with crm, app.');
    expect(stderr).toContain('-c usersTables=crm,app,web (see docs/users.md)');
    expect(await stored('shop')).toBeUndefined();
    const none = await put('shop', '--users-table', 'web', '--users-key', 'id');
    expect(none.stderr).toContain('without any table of yours. Deploy it with -c usersTables=web ');
  });

  it.each([
    ['a prefix of a number', [...crm, '--users-key-type', 'number'], 'a number has no prefix'],
    ['no key', ['--users-table', 'crm'], 'needs --users-key'],
    ['no table', ['--users-key', 'id'], '--users-table'],
    ['"none" and more', ['--users-table', 'none', '--users-key', 'id'], 'leave out'],
    ['a type that is none', [...crm, '--users-key-type', 'binary'], '--users-key-type'],
    ['a sort key without value', [...crm, '--users-sort-key', 'sk'], 'NAME=VALUE'],
    ['no units', [...crm, '--users-max-read-units', '0'], '--users-max-read-units'],
  ])('takes %s for wrong usage', async (_, args, reason) => {
    const { exitCode, stderr } = await putWith(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(await stored('shop')).toBeUndefined();
  });
});

describe('project list and show', () => {
  it('list all, by ID', async () => {
    await put('b');
    await put('a');
    const { stdout } = await run('project', 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ project: 'a' }, { project: 'b' }]);
    expect((await run('project', 'list')).stdout).toBe(
      'PROJECT  PATH  AUDIENCES  LIMIT  PAUSED\n' +
        'a        a/            0     10  no\n' +
        'b        b/            0     10  no\n',
    );
  });

  it('print an empty array when there is none', async () => {
    expect(await run('--json', 'project', 'list')).toEqual({
      exitCode: 0,
      stdout: '[]\n',
      stderr: '',
    });
  });

  it('show one', async () => {
    await put('shop');
    expect((await run('project', 'show', 'shop')).stdout).toContain(
      'administrators  a@example.com',
    );
    expect(JSON.parse((await run('project', 'show', 'shop', '--json')).stdout)).toMatchObject({
      project: 'shop',
    });
  });

  it('show what its users have cost to read', async () => {
    await store(dynalite.tables.projects, aProject());
    const shown = async () => ({
      text: (await run('project', 'show', 'shop')).stdout,
      usersRead: (
        JSON.parse((await run('project', 'show', 'shop', '--json')).stdout) as {
          usersRead: unknown;
        }
      ).usersRead,
    });
    expect(await shown()).toMatchObject({
      text: expect.not.stringMatching(/read/),
      usersRead: null,
    });

    const key = usersReadingsKey('shop');
    const whole = { users: 20_000, units: 107.5, at: Date.UTC(2026, 10, 29) };
    await store(dynalite.tables.audiences, { ...key, whole });
    const at = '2026-11-29T00:00:00.000Z';
    expect(await shown()).toEqual({
      text: expect.stringContaining(
        `\nAn import has read 20,000 users at ${at}, which cost 107.5 read units.\n`,
      ),
      usersRead: { users: 20_000, readUnits: 107.5, at },
    });

    const givenUp = { units: 25_000, at: Date.UTC(2026, 10, 30) };
    await store(dynalite.tables.audiences, { ...key, whole, givenUp });
    const later = '2026-11-30T00:00:00.000Z';
    expect(await shown()).toEqual({
      text: expect.stringContaining(
        `An import gave up reading all users at ${later}, after 25,000 read units, and looked its IDs up.`,
      ),
      usersRead: { users: null, readUnits: 25_000, at: later },
    });

    const usersSource = {
      tableName: 'crm',
      keyName: 'id',
      keyType: 'string',
      keyPrefix: '',
    } as const;
    await store(dynalite.tables.projects, aProject({ usersSource }));
    expect(await shown()).toMatchObject({ usersRead: null });
  });

  it('refuse one that does not exist', async () => {
    const { exitCode, stdout, stderr } = await run('project', 'show', 'nix', '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^error: There is no project "nix"\./);
  });
});
