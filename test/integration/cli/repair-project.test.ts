import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeleteCommand, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createPutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aHeldVersion, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const store = (table: 'projects' | 'audiences', Item: object) =>
  dynalite.document.send(new PutCommand({ TableName: dynalite.tables[table], Item: { ...Item } }));

const run = (...args: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite, { resources: { usersTables: ['crm'] } }), args);
const put = (...args: string[]): Promise<CommandResult> => run('project', 'put', ...args);
const getProject = async (projectId = 'shop'): Promise<unknown> => {
  const TableName = dynalite.tables.projects;
  return (await dynalite.document.send(new GetCommand({ TableName, Key: { projectId } }))).Item;
};

const project = aProject({ slots: { [slotOf('a.csv')]: 2, hash: 7 }, creation: 'c' });
const layout = { chunks: 1, shards: 1, digest: '' };
const live = { state: 'live', etag: 'e1', counts: someCounts(), layout, publishedAt: 1 };
const claim = { version: 5, owner: 'i', etag: 'e1', until: 1 };
const usersSource = { tableName: 'crm', keyName: 'id', keyType: 'string', keyPrefix: '' };

beforeEach(async () => {
  const { document, tables } = dynalite;
  for (const [TableName, names] of [
    [tables.projects, ['projectId']],
    [tables.audiences, ['projectId', 'fileName']],
  ] as const)
    for (const item of (await document.send(new ScanCommand({ TableName }))).Items ?? [])
      await document.send(
        new DeleteCommand({
          TableName,
          Key: Object.fromEntries(names.map((name) => [name, item[name] as unknown])),
        }),
      );
  await store('projects', aProject({ projectId: 'other', path: 'other/' }));
  await store('audiences', { ...anAudienceItem({ fileName: 'a.csv' }), versions: { 2: live } });
  await store('audiences', anAudienceItem({ fileName: 'b.csv', claim }));
  await store('audiences', anAudienceItem({ fileName: 'c.csv' }));
});

describe('project put leaves alone a project', () => {
  it('that a later release has written, and says so', async () => {
    const newer = { ...project, schema: 2, audienceLimit: 'unlimited' };
    await store('projects', newer);
    const { exitCode, stderr } = await put('shop', '--audience-limit', '100');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('was written by a later release (schema 2; this one knows up to 1)');
    expect(await getProject()).toEqual(newer);
  });
});

describe('project put repairs a project', () => {
  it.each<[string, unknown, string[]]>([
    ['audienceLimit', 5000, ['--audience-limit', '100']],
    ['adminEmails', ['nobody'], ['--admin-email', 'admin@example.com']],
    ['path', '/shop', ['--path', 'shop/']],
    ['usersSource', { tableName: 7 }, ['--users-table', 'none']],
    ['deletedAt', 'never', []],
    ['minMembers', -1, ['--min-members', 'off']],
    ['maxGrowth', 'all', ['--max-growth', 'off']],
  ])('whose %s is %j, and leaves alone what can be read', async (name, value, args) => {
    await store('projects', { ...project, [name]: value });
    expect(await run('project', 'show', 'shop')).toMatchObject({ exitCode: 1 });
    const { exitCode, stdout, stderr } = await put('shop', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Project "shop" was repaired.');
    expect(await getProject()).toEqual(project);
  });

  it('and what is held of it', async () => {
    await store('projects', { ...project, holdFirst: 'yes', maxGrowth: 50, minMembers: 2 });
    const { exitCode, stderr } = await put('shop');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('To repair it, give --hold-first');
    await put('shop', '--hold-first', 'on');
    expect(await getProject()).toEqual({
      ...project,
      holdFirst: true,
      maxGrowth: 50,
      minMembers: 2,
    });
  });

  it('and leaves alone a language of a later release', async () => {
    await store('projects', { ...project, language: 'fr', audienceLimit: 5000 });
    await put('shop', '--audience-limit', '100');
    expect(await getProject()).toEqual({ ...project, language: 'fr' });
    await store('projects', { ...project, language: 'fr', audienceLimit: 5000 });
    await put('shop', '--audience-limit', '100', '--language', 'ja');
    expect(await getProject()).toEqual({ ...project, language: 'ja' });
  });

  it('counts a first version that is held as one that has a place', async () => {
    const first = { ...anAudienceItem({ fileName: 'd.csv' }), versions: { 3: aHeldVersion() } };
    await store('audiences', first);
    await store('projects', { ...project, slots: 'none' });
    await put('shop');
    expect(await getProject()).toMatchObject({ slots: { [slotOf('d.csv')]: 3 } });
  });

  it('and its users table, of which the others stay', async () => {
    await store('projects', { ...project, usersSource, audienceLimit: 'many' });
    await put('shop', '--audience-limit', '100');
    expect(await getProject()).toEqual({ ...project, usersSource });
  });

  it('counts its places anew if they cannot be read, and says so', async () => {
    await store('projects', { ...project, slots: 'none' });
    const { exitCode, stderr } = await put('shop');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('was counted anew: 2 audiences');
    const slots = { [slotOf('a.csv')]: 2, [slotOf('b.csv')]: 5 };
    expect(await getProject()).toEqual({ ...project, slots });
  });

  it('pauses it if nobody can tell whether it was', async () => {
    await store('projects', { ...project, paused: undefined });
    const { exitCode, stderr } = await put('shop');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('it is paused now: "audience-import project resume shop"');
    expect(await getProject()).toEqual({ ...project, paused: true });
  });

  it('refuses without what cannot be read, and names it', async () => {
    const broken = { ...project, audienceLimit: 5000, path: 'shop', usersSource: {} };
    await store('projects', broken);
    const { exitCode, stderr } = await put('shop', '--admin-email', 'b@example.com');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('To repair it, give --path, --audience-limit, --users-table');
    expect(await getProject()).toEqual(broken);
  });

  it('refuses a path that overlaps another one', async () => {
    await store('projects', { ...project, path: '' });
    const { exitCode, stderr } = await put('shop', '--path', 'other/x/');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('overlaps "other/" of project "other"');
    expect(await getProject()).toEqual({ ...project, path: '' });
  });

  it('creates one anew that was deleted', async () => {
    await store('projects', { ...project, audienceLimit: 5000, deletedAt: 1 });
    for (const fileName of ['a.csv', 'b.csv'])
      await store('audiences', anAudienceItem({ fileName, deletedAt: 1 }));
    const args = ['--admin-email', 'b@example.com', '--audience-limit', '9'];
    const { exitCode, stdout } = await put('shop', ...args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('was created');
    expect(await getProject()).toMatchObject({ slots: {}, audienceLimit: 9, paused: false });
    expect(await getProject()).not.toHaveProperty('deletedAt');
  });
});

it('a project that is deleted while it is repaired stays deleted', async () => {
  const { document, tables } = dynalite;
  const deleted = { ...project, deletedAt: 1 };
  await store('projects', deleted);
  const { repair } = createPutProject(document, tables.projects, () => 'creation');
  const state = { slots: undefined, paused: undefined };
  const { path, adminEmails, audienceLimit } = project;
  const settings = { path, adminEmails, audienceLimit, usersSource: null };
  expect(await repair('shop', settings, state, ['audienceLimit'])).toBe(false);
  expect(await getProject()).toEqual(deleted);
});

describe('beside a project that cannot be read', () => {
  const fresh = ['fresh', '--admin-email', 'b@example.com', '--audience-limit', '9', '--path'];

  it('another one is created, or refused if their paths overlap', async () => {
    await store('projects', { ...project, audienceLimit: 5000 });
    expect(await put(...fresh, 'fresh/')).toMatchObject({ exitCode: 0, stderr: '' });
    const { exitCode, stderr } = await put('other', '--path', 'shop/x/');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('overlaps "shop/" of project "shop"');
  });

  it('another one is created, and it is said that the path was not compared', async () => {
    await store('projects', { ...project, path: 'shop' });
    const { exitCode, stderr } = await put(...fresh, 'fresh/');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The path of project "shop" cannot be read');
  });

  it.each([['project list'], ['dead-letter redrive']])(
    '%s shows the others, names it, and says what to do',
    async (command) => {
      await store('projects', { ...project, audienceLimit: 5000 });
      const outcome = { etag: 'e1', result: 'failed', cause: 'gave-up', importId: 'i', at: 1 };
      await store('audiences', { ...anAudienceItem({ projectId: 'other' }), outcome });
      const { exitCode, stdout, stderr } = await run(...command.split(' '));
      expect(exitCode).toBe(1);
      expect(stdout).toContain('other');
      expect(stderr).toContain('audienceLimit');
      expect(stderr).toContain('"audience-import project put" repairs a project');
    },
  );
});

describe('an audience that cannot be read', () => {
  beforeEach(async () => {
    await store('projects', project);
    await store('audiences', { ...anAudienceItem({ fileName: 'a.csv' }), versionCounter: 'x' });
  });

  it('stops no deletion of the others, and is named', async () => {
    const { exitCode, stderr } = await run('project', 'delete', 'shop', '--yes');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('shop/a.csv');
    expect(stderr).toContain('has to be corrected in its table, or removed');
    const { Items = [] } = await dynalite.document.send(
      new ScanCommand({ TableName: dynalite.tables.audiences }),
    );
    expect(Items.filter(({ deletedAt }) => deletedAt !== undefined)).toHaveLength(2);
  });

  it('is named by project pause, which has paused', async () => {
    const { exitCode, stderr } = await run('project', 'pause', 'shop');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('shop/a.csv');
    expect(await getProject()).toMatchObject({ paused: true });
  });
});
