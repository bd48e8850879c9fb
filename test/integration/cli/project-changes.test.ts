import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { deleteProject } from '../../../bin/cli/project/delete-project.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import {
  createGetProject,
  createListProjects,
} from '../../../lambdas/shared/adapters/read-projects.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { createForgetIgnored } from '../../../lambdas/shared/operators/forget-ignored.ts';
import { createDeleteOrphan } from '../../../lambdas/shared/operators/delete-orphan.ts';
import { createSwitchProject } from '../../../lambdas/shared/operators/switch-project.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { collect } from '../../support/streams.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const storeProject = (more: Partial<Project> = {}) =>
  dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.projects, Item: aProject(more) }),
  );
const storeAudience = (more: Partial<AudienceItem> = {}) =>
  dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.audiences, Item: anAudienceItem(more) }),
  );

beforeEach(async () => {
  await storeProject({ slots: { one: 1, two: 1 } });
  await storeProject({ projectId: 'other', deletedAt: 1 });
});

const project = (...args: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), ['project', ...args]);

const getProject = async () =>
  (await createGetProject(dynalite.document, dynalite.tables.projects)('shop'))!;
const listItems = () =>
  createListAudienceItems(dynalite.document, dynalite.tables.audiences)('shop');

const live = {
  state: 'live' as const,
  etag: 'e1',
  counts: someCounts(),
  layout: { chunks: 1, shards: 1, digest: '' },
  publishedAt: 1,
};

describe('project pause', () => {
  const running = { version: 1, owner: 'i', etag: 'e1', until: Date.now() + 900_000 };

  it('has paused the project before it waits, and returns when the claim is gone', async () => {
    await storeAudience({ claim: running });
    const pausedAtSleep: boolean[] = [];
    const result = await runCommand(
      connectTo(dynalite),
      ['project', 'pause', 'shop', '--json'],
      '',
      async () => {
        pausedAtSleep.push((await getProject()).paused);
        if (pausedAtSleep.length === 3) await storeAudience();
      },
    );
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toEqual({ project: 'shop', paused: true });
    expect(pausedAtSleep).toEqual([true, true, true]);
  });

  it('gives up at its time, names who still runs, and leaves the project paused', async () => {
    await storeAudience({ claim: running });
    const { exitCode, stdout, stderr } = await project('pause', 'shop', '--wait-timeout', '30');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('is paused, but after 30 s still imports "vip.csv"');
    expect((await getProject()).paused).toBe(true);
  });

  it('waits for no worker that is dead', async () => {
    await storeAudience({ claim: { ...running, until: Date.now() - 1 } });
    expect(await project('pause', 'shop')).toMatchObject({ exitCode: 0 });
  });

  it('is undone by resume', async () => {
    await storeAudience();
    await project('pause', 'shop');
    const { stdout } = await project('resume', 'shop', '--json');
    expect(JSON.parse(stdout)).toEqual({ project: 'shop', paused: false });
    expect(await getProject()).toEqual(aProject({ slots: { one: 1, two: 1 } }));
  });

  it.each(['pause', 'resume'])('%s is refused for no project, or a deleted one', async (verb) => {
    await storeProject({ deletedAt: 1, paused: true });
    for (const id of ['shop', 'nix']) {
      const { exitCode, stderr } = await project(verb, id);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`There is no project "${id}"`);
    }
    expect((await getProject()).paused).toBe(true);
  });
});

describe('project delete', () => {
  beforeEach(async () => {
    for (const name of ['a', 'b', 'c', 'd'])
      await storeAudience({
        fileName: `${name}.csv`,
        versionCounter: 1,
        versions: { 1: live },
        outcome: { etag: 'e1', result: 'published', importId: 'i', at: 1 },
      });
    await storeAudience();
  });

  it('asks whether it shall', async () => {
    const { exitCode, stdout, stderr } = await project('delete', 'shop');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('all its audiences, of which 2 are published. Repeat it with --yes.');
    expect(await getProject()).not.toHaveProperty('deletedAt');
  });

  it('speaks of one audience as of one', async () => {
    await storeProject({ slots: { one: 1 } });
    const asked = await project('delete', 'shop');
    expect(asked.stderr).toContain('all its audiences, of which 1 is published.');
    await storeAudience({ projectId: 'other' });
    const { stdout } = await project('delete', 'other', '--yes');
    expect(stdout).toContain('Project "other" is deleted, and so was 1 audience.');
  });

  it('deletes all audiences, and says what stays', async () => {
    const { exitCode, stdout } = await project('delete', 'shop', '--yes');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('and so were 5 audiences');
    expect(stdout).toContain('"audience-import users remove shop FILE"');
    expect(await getProject()).toMatchObject({ paused: true });
    const items = await collect(listItems());
    expect(items.map(({ deletedAt }) => typeof deletedAt)).toEqual(Array(5).fill('number'));
    expect(JSON.parse((await project('list', '--json')).stdout)).toEqual([]);
    expect(await project('show', 'shop')).toMatchObject({ exitCode: 1 });
    const again = await project('delete', 'shop', '--yes', '--json');
    expect(JSON.parse(again.stdout)).toEqual({ project: 'shop', deleted: true, audiences: 0 });
  });

  it('leaves nothing to do for messages that are on their way', async () => {
    await project('delete', 'shop', '--yes');
    const { document, tables } = dynalite;
    const claim = createClaimImport({
      dynamodb: document,
      tableName: tables.audiences,
      now: Date.now,
      getItem: createGetAudienceItem(document, tables.audiences),
    });
    expect(await claim(aMessage(), 'i', Date.now() + 1)).toBe('not-due');
  });

  it('is finished by another one when it was interrupted', async () => {
    const { document, tables } = dynalite;
    const getItem = createGetAudienceItem(document, tables.audiences);
    const deleteOrphan = createDeleteOrphan({
      dynamodb: document,
      tableName: tables.audiences,
      now: Date.now,
      newId: randomUUID,
      getItem,
      getProject: createGetProject(document, tables.projects),
    });
    const ports = {
      getProject: createGetProject(document, tables.projects),
      listProjects: createListProjects(document, tables.projects),
      switchProject: createSwitchProject(document, tables.projects, Date.now),
      listAudienceItems: listItems,
      forgetIgnored: createForgetIgnored(document, tables.audiences),
      onProgress: () => undefined,
    };
    const failing = deleteProject('shop', {
      ...ports,
      deleteOrphan: (...args) =>
        args[1] === 'c.csv' ? Promise.reject(new Error('interrupted')) : deleteOrphan(...args),
    });
    await expect(failing).rejects.toThrow('interrupted');
    const { deletedAt } = await getProject();
    expect(deletedAt).toBeGreaterThan(0);

    const put = ['put', 'shop', '--admin-email', 'a@example.com', '--audience-limit', '1'];
    expect((await project(...put)).stderr).toContain('is not deleted to the end');
    await deleteProject('shop', { ...ports, deleteOrphan });
    expect((await getProject()).deletedAt).toBe(deletedAt);
    expect((await collect(listItems())).every((item) => item.deletedAt !== undefined)).toBe(true);
    expect(await project(...put)).toMatchObject({ exitCode: 0 });
  });

  it('refuses a project that never was', async () => {
    expect((await project('delete', 'nix', '--yes')).stderr).toContain('no project "nix"');
  });

  it('frees the project’s path', async () => {
    await project('delete', 'shop', '--yes');
    const args = ['--admin-email', 'a@example.com', '--audience-limit', '1', '--path', 'shop/x/'];
    expect(await project('put', 'other', ...args)).toMatchObject({ exitCode: 0 });
    expect(await project('put', 'shop', ...args.slice(0, 4))).toMatchObject({ exitCode: 1 });
  });
});

describe('a project that is created anew', () => {
  beforeEach(() =>
    storeProject({
      path: 'old/',
      slots: { one: 1 },
      paused: true,
      deletedAt: 1,
      usersSource: { tableName: 'crm', keyName: 'id', keyType: 'string', keyPrefix: '' },
    }),
  );

  it('has nothing of the one that was deleted', async () => {
    const { exitCode, stdout } = await project(
      ...['put', 'shop', '--admin-email', 'b@example.com', '--audience-limit', '5', '--json'],
    );
    expect(exitCode).toBe(0);
    expect(await getProject()).toEqual(
      aProject({
        adminEmails: ['b@example.com'],
        audienceLimit: 5,
        creation: expect.any(String) as unknown as string,
      }),
    );
    expect(JSON.parse(stdout)).toMatchObject({ slotsTaken: 0, paused: false, usersSource: null });
  });

  it('needs what a new one needs', async () => {
    const { exitCode, stderr } = await project('put', 'shop', '--audience-limit', '5');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a new project needs');
    expect((await getProject()).deletedAt).toBe(1);
  });
});
