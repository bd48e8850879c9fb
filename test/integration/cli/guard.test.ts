import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recordSchema } from '../../../lambdas/shared/domain/record-schema.ts';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { onProjects } from './on-projects.ts';
import type { CommandResult } from './run-command.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const { run, store, stored } = onProjects(() => dynalite);

describe('project put', () => {
  it('sets what is held, says so, and takes it back', async () => {
    const project = aProject();
    await store(dynalite.tables.projects, project);
    const set = ['--hold-when-empty', 'off', '--max-shrink', '30'];
    const { stdout } = await run('project', 'put', 'shop', ...set);
    expect(stdout).toMatch(/^holds +what loses more than 30 % of the members$/m);
    expect(await stored('shop')).toEqual({
      ...project,
      schema: recordSchema,
      holdWhenEmpty: false,
      maxShrink: 30,
    });
    await run('project', 'put', 'shop', '--hold-when-empty', 'on', '--max-shrink', 'off');
    expect(await stored('shop')).toEqual({ ...project, schema: recordSchema, holdWhenEmpty: true });
  });

  it('sets bounds, and that first lists are held', async () => {
    const project = aProject();
    await store(dynalite.tables.projects, project);
    const set = ['--min-members', '1000', '--max-growth', '0', '--hold-first'];
    const { stdout } = await run('project', 'put', 'shop', ...set);
    expect(stdout).toMatch(
      /^holds +what would leave nobody, or has fewer than 1000 members, or grows by more than 0 %, or is the first list of an audience$/m,
    );
    expect(await stored('shop')).toEqual({
      ...project,
      schema: recordSchema,
      minMembers: 1000,
      maxGrowth: 0,
      holdFirst: true,
    });
    const off = ['--min-members', 'off', '--max-growth', 'off', '--hold-first', 'off'];
    await run('project', 'put', 'shop', ...off);
    expect(await stored('shop')).toEqual({ ...project, schema: recordSchema, holdFirst: false });
  });

  it.each([
    ['from 0 to 99, or off: nothing loses more than all', '--max-shrink', '100'],
    ['from 0 to 99', '--max-shrink', '-1'],
    ['from 0 to 99', '--max-shrink', '0.5'],
    ['from 1 to 262144000, or off: a file has no more IDs', '--min-members', '262144001'],
    ['from 1 to', '--min-members', '0'],
    ['from 1 to', '--min-members', '-1'],
    ['from 0 to 100000', '--max-growth', '100001'],
    ['from 0 to 100000', '--max-growth', '-1'],
    ['from 0 to 100000', '--max-growth', '50%'],
    ['on or off', '--hold-first', 'maybe'],
    ['on or off', '--hold-when-empty', 'yes'],
    ['leave one of them out', '--hold-when-empty', 'off', '--min-members', '1'],
  ])('says %j, and changes nothing: %s %s', async (reason, ...options) => {
    const project = aProject({ maxShrink: 7 });
    await store(dynalite.tables.projects, project);
    const { exitCode, stderr } = await run('project', 'put', 'shop', ...options);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(await stored('shop')).toEqual(project);
  });
});

describe('audience guard', () => {
  const guard = (...args: string[]): Promise<CommandResult> => run('audience', 'guard', ...args);
  const storedGuard = async (): Promise<unknown> => {
    const { document, tables } = dynalite;
    const Key = { projectId: 'shop', fileName: 'vip.csv' };
    const { Item } = await document.send(new GetCommand({ TableName: tables.audiences, Key }));
    return Item?.guard;
  };
  beforeEach(async () => {
    await store(dynalite.tables.projects, aProject({ maxShrink: 50, holdFirst: true }));
    await store(dynalite.tables.audiences, { ...anAudienceItem() });
  });

  it('says what counts, and whose setting it is', async () => {
    const { exitCode, stdout } = await guard('shop', 'vip');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['SETTING', 'VALUE', 'OF THE'],
      ['--hold-when-empty', 'on', 'project'],
      ['--max-shrink', '50 %', 'project'],
      ['--min-members', 'off', 'project'],
      ['--max-growth', 'off', 'project'],
      ['--hold-first', 'on', 'project'],
      [''],
    ]);
  });

  it('sets what is given, and takes it back', async () => {
    const set = ['--max-shrink', 'off', '--min-members', '10', '--hold-first', 'off'];
    const { stdout } = await guard('shop', 'vip', ...set, '--json');
    expect(JSON.parse(stdout)).toEqual({
      project: 'shop',
      name: 'vip',
      guard: {
        holdWhenEmpty: { value: true, from: 'project' },
        maxShrink: { value: null, from: 'audience' },
        minMembers: { value: 10, from: 'audience' },
        maxGrowth: { value: null, from: 'project' },
        holdFirst: { value: false, from: 'audience' },
      },
    });
    expect(await storedGuard()).toEqual({ maxShrink: null, minMembers: 10, holdFirst: false });
    expect((await run('audience', 'show', 'shop', 'vip')).stdout).toMatch(
      /^own settings +max-shrink off, min-members 10, hold-first off$/m,
    );
    await guard('shop', 'vip', '--max-shrink', 'inherit', '--max-growth', '0');
    expect(await storedGuard()).toEqual({ minMembers: 10, maxGrowth: 0, holdFirst: false });
    const { stdout: json } = await run('audience', 'show', 'shop', 'vip', '--json');
    expect(JSON.parse(json)).toMatchObject({ guard: { minMembers: 10, maxGrowth: 0 } });
  });

  it.each([
    ['from 0 to 99, or off or inherit: nothing loses more than all', '--max-shrink', '100'],
    ['from 1 to', '--min-members', '-1'],
    ['on, off or inherit', '--hold-first', 'never'],
    ['leave one of them out', '--hold-when-empty', 'off', '--min-members', '1'],
  ])('says %j, and changes nothing: %s %s', async (reason, ...options) => {
    const { exitCode, stderr } = await guard('shop', 'vip', ...options);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(await storedGuard()).toBeUndefined();
  });

  it('is refused of what is not there, or was deleted', async () => {
    expect(await guard('shop', 'vipp', '--min-members', '1')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('has no audience "vipp"'),
    });
    await store(dynalite.tables.audiences, { ...anAudienceItem({ deletedAt: 1 }) });
    expect(await guard('shop', 'vip', '--min-members', '1')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('was deleted, and nothing was changed'),
    });
    expect(await guard('nix', 'vip')).toMatchObject({ exitCode: 1 });
    expect(await storedGuard()).toBeUndefined();
  });
});
