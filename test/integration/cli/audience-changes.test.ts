import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createRecordIgnored } from '../../../lambdas/scanner/adapters/record-ignored.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { createDeleteAudienceAndFile } from '../../../lambdas/shared/operators/delete-audience-and-file.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { type S3Server, startS3 } from '../../../local/s3/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject, aSource, someCounts } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
let s3: S3Server;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'inbox-'));
  s3 = await startS3({ directory: folder, bucket: 'inbox', port: 0 });
  await mkdir(join(folder, 'crm'));
});
afterAll(async () => {
  await dynalite.stop();
  await s3.close();
  await rm(folder, { recursive: true });
});

const file = (): string => join(folder, 'crm/vip.csv');
const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const published: Partial<AudienceItem> = {
  versionCounter: 1,
  versions: {
    1: {
      state: 'live',
      etag: 'e1',
      counts: someCounts(),
      layout: { chunks: 1, shards: 1, digest: '' },
      publishedAt: 1,
    },
  },
  outcome: { etag: 'e1', result: 'published', importId: 'i1', at: 1 },
};
const slots = { [slotOf('vip.csv')]: 1, [slotOf('other.csv')]: 7 };

const storeProject = (more: Partial<Project> = {}) =>
  dynalite.document.send(
    new PutCommand({
      TableName: dynalite.tables.projects,
      Item: aProject({ path: 'crm/', slots, ...more }),
    }),
  );
const storeAudience = (more: Partial<AudienceItem> = {}) =>
  dynalite.document.send(
    new PutCommand({
      TableName: dynalite.tables.audiences,
      Item: anAudienceItem({ ...published, ...more }),
    }),
  );

beforeEach(async () => {
  await storeProject();
  await storeAudience();
  await writeFile(file(), 'a\n');
});

const run = (...args: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite, { s3: s3.url }), ['audience', ...args]);

const getProject = async () =>
  (await createGetProject(dynalite.document, dynalite.tables.projects)('shop'))!;
const getItem = () =>
  createGetAudienceItem(dynalite.document, dynalite.tables.audiences)('shop', 'vip.csv');
const list = async () => JSON.parse((await run('list', 'shop', '--json')).stdout) as unknown[];

describe('audience retry', () => {
  it('makes the file due, and says what happens next', async () => {
    const { exitCode, stdout } = await run('retry', 'shop', 'vip');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('The next scan imports it; run "audience-import scan --wait"');
    expect((await getItem())?.outcome?.retryAt).toBeGreaterThan(1);
    expect(JSON.parse((await run('retry', 'shop', 'vip', '--json')).stdout)).toEqual({
      project: 'shop',
      name: 'vip',
      due: true,
    });
  });

  it('says that nothing is imported while the project is paused', async () => {
    await storeProject({ paused: true });
    expect((await run('retry', 'shop', 'vip')).stdout).toContain('is paused: "audience-import');
  });

  it.each<[string, Partial<AudienceItem>, string]>([
    ['its file is gone', { source: aSource({ present: false }) }, 'Upload it again'],
    ['it was not tried', { source: aSource({ etag: 'e2' }) }, 'The next scan imports it anyway'],
    ['it is deleted', { deletedAt: 1 }, 'was deleted'],
    [
      'it is being imported',
      { claim: { version: 1, owner: 'i', etag: 'e1', until: Date.now() + 60_000 } },
      'is being imported right now',
    ],
  ])('is refused when %s', async (_, item, reason) => {
    await storeAudience(item);
    const { exitCode, stdout, stderr } = await run('retry', 'shop', 'vip');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it('is refused for a name that nobody knows', async () => {
    expect((await run('retry', 'shop', 'nix')).stderr).toContain('has no audience "nix"');
  });
});

describe('audience delete', () => {
  beforeEach(async () => {
    const etag = createHash('md5').update('a\n').digest('hex');
    await storeAudience({ source: aSource({ etag }) });
  });

  const typing = (typed: string, ...options: string[]) =>
    runCommand(
      connectTo(dynalite, { s3: s3.url }),
      ['audience', 'delete', 'shop', 'vip', ...options],
      { typed },
    );

  it('asks who sits at a terminal, and says what becomes of the file', async () => {
    const kept = await typing('n\n');
    expect(kept).toMatchObject({ exitCode: 1, stdout: '' });
    expect(kept.stderr).toContain(
      'Its file crm/vip.csv stays: the next scan creates the audience again. Go on? [y/N] ',
    );
    expect(kept.stderr).toContain('Nothing was changed.');
    expect((await typing('\n', '--with-file')).stderr).toContain('there is no way back');
    expect((await run('list', 'shop')).stdout).toContain('vip');
    expect(await isThere(file())).toBe(true);

    const deleted = await typing('y\n', '--with-file');
    expect(deleted.exitCode).toBe(0);
    expect(await isThere(file())).toBe(false);
  });

  it('does not ask with --yes', async () => {
    const { exitCode, stderr } = await typing('', '--yes');
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('[y/N]');
  });

  it('deletes the audience, frees its place, and says that the file creates it again', async () => {
    const { exitCode, stdout, stderr } = await run('delete', 'shop', 'vip', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      project: 'shop',
      name: 'vip',
      key: 'crm/vip.csv',
      file: 'present',
    });
    expect(stderr).toContain('"audience-import audience delete shop vip --with-file"');
    expect((await getProject()).slots).toEqual({ [slotOf('other.csv')]: 7 });
    expect(await list()).toEqual([]);
    const shown = await run('show', 'shop', 'vip');
    expect(shown.stdout).toMatch(/^status +deleted$/m);
    expect(shown.stdout).toMatch(/^deleted at +\d{4}-/m);
    expect((await run('members', 'shop', 'vip')).stderr).toContain(
      'exists, but no version of it is published: it was deleted',
    );
    expect(await isThere(file())).toBe(true);
  });

  it('deletes both with --with-file, also one after the other', async () => {
    await run('delete', 'shop', 'vip');
    const { exitCode, stdout, stderr } = await run('delete', 'shop', 'vip', '--with-file');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('and its file crm/vip.csv were deleted');
    expect(await isThere(file())).toBe(false);
    expect((await getItem())?.source.present).toBe(false);
    const again = await run('delete', 'shop', 'vip', '--with-file');
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('was deleted already');
  });

  it('deletes no audience when its file cannot be deleted', async () => {
    const connect = connectTo(dynalite, { s3: 'http://127.0.0.1:1' });
    const args = ['audience', 'delete', 'shop', 'vip', '--with-file'];
    expect(await runCommand(connect, args)).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await list()).toHaveLength(1);
  });

  it('says nothing of a file that is gone', async () => {
    await storeAudience({ source: aSource({ present: false }) });
    expect(await run('delete', 'shop', 'vip')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each([
    ['a name that nobody knows', 'shop', 'nix', 'has no audience "nix"'],
    ['a project that does not exist', 'nix', 'vip', 'There is no project "nix"'],
  ])('is refused for %s', async (_, project, name, reason) => {
    const { exitCode, stderr } = await run('delete', project, name, '--with-file');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(reason);
  });

  it('is refused for one that is deleted, but frees a place that an interruption left taken', async () => {
    await storeAudience({ deletedAt: 1, versionCounter: 2, versions: {} });
    const { exitCode, stderr } = await run('delete', 'shop', 'vip');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('was deleted already. Its file is still there');
    expect((await getProject()).slots).not.toHaveProperty(slotOf('vip.csv'));
  });

  it('says that another object of the audience takes its place', async () => {
    const { document, tables } = dynalite;
    await createRecordIgnored(document, tables.audiences)(
      'shop',
      {
        at: 1,
        isEmpty: false,
        told: {},
        reasons: { shadowed: { count: 2, examples: ['gold.CSV', 'vip.csv.gz'] } },
      },
      [],
      undefined,
    );
    const { stderr } = await run('delete', 'shop', 'vip', '--with-file');
    expect(stderr).toContain('which was ignored so far: vip.csv.gz. The next scan imports it.');
    expect(stderr).not.toContain('gold');
  });

  it('leaves the place to who imports the file again before it could be freed', async () => {
    const { document, tables } = dynalite;
    const getAudienceItem = createGetAudienceItem(document, tables.audiences);
    const places = createSlots(document, tables.projects);
    const deleteAudience = createDeleteAudience({
      dynamodb: document,
      tableName: tables.audiences,
      now: Date.now,
      newId: randomUUID,
      getItem: getAudienceItem,
    });
    const deleteAudienceAndFile = createDeleteAudienceAndFile({
      slots: places,
      deleteFile: () => Promise.resolve('deleted'),
      deleteAudience: async (...args) => {
        const deletion = await deleteAudience(...args);
        await places.take('shop', 'vip.csv', 3);
        return deletion;
      },
    });
    const item = (await getAudienceItem('shop', 'vip.csv'))!;
    await deleteAudienceAndFile({ path: 'shop/' }, item, { withFile: false });
    expect((await getProject()).slots[slotOf('vip.csv')]).toBe(3);
  });
});

describe('audience rollback', () => {
  const until = Date.now() + 3_600_000;
  const earlier = { ...published.versions![1]!, state: 'superseded' as const, until };
  const versions = { 1: earlier, 2: published.versions![1]! } as AudienceItem['versions'];

  it('publishes the version before, and says how to undo that', async () => {
    await storeAudience({ versionCounter: 2, versions });
    const { exitCode, stdout } = await run('rollback', 'shop', 'vip');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"audience-import audience rollback shop vip --to 2" undoes this');
    expect((await getItem())?.versions).toMatchObject({
      1: { state: 'live' },
      2: { state: 'superseded' },
    });
    const back = await run('rollback', 'shop', 'vip', '--to', '2', '--json');
    expect(JSON.parse(back.stdout)).toEqual({
      project: 'shop',
      name: 'vip',
      version: 2,
      superseded: 1,
      members: 1,
      file: 'done',
    });
    expect(await list()).toMatchObject([{ status: 'ready', version: 2 }]);
  });

  it.each<[string, string[], Partial<AudienceItem>, string]>([
    [
      'no earlier one is left',
      [],
      {},
      'No version of audience "vip" of project "shop" was replaced',
    ],
    ['it was collected', ['--to', '7'], {}, 'There is no version 7'],
    ['it is the published one', ['--to', '1'], {}, 'is the published one'],
    ['it is deleted', [], { deletedAt: 1 }, 'was deleted'],
    ['nothing is published', [], { versions: {} }, 'no version of audience "vip"'],
    [
      'it is being removed',
      ['--to', '1'],
      { versions: { ...versions, 1: { state: 'collecting', etag: 'e1' } } },
      'is being removed',
    ],
    [
      'its import did not end',
      ['--to', '1'],
      { versions: { ...versions, 1: { state: 'abandoned', etag: 'e1', until: 1 } } },
      'was never published',
    ],
  ])('is refused when %s', async (_, more, item, reason) => {
    await storeAudience(item);
    const { exitCode, stdout, stderr } = await run('rollback', 'shop', 'vip', ...more);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it('is refused for a name that nobody knows, and a version that is no number', async () => {
    expect((await run('rollback', 'shop', 'nix')).stderr).toContain('has no audience "nix"');
    expect((await run('rollback', 'shop', 'vip', '--to', 'x')).exitCode).toBe(2);
  });
});
