import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const run = (...args: string[]): Promise<CommandResult> => runCommand(connectTo(dynalite), args);

const store = (TableName: string, Item: Record<string, unknown>) =>
  dynalite.document.send(new PutCommand({ TableName, Item }));

const stored = async (projectId: string): Promise<unknown> =>
  (
    await dynalite.document.send(
      new GetCommand({ TableName: dynalite.tables.projects, Key: { projectId } }),
    )
  ).Item;

describe('project put', () => {
  it('sets what is held, says so, and takes it back', async () => {
    const project = aProject();
    await store(dynalite.tables.projects, project);
    const set = ['--hold-when-empty', 'off', '--max-shrink', '30'];
    const { stdout } = await run('project', 'put', 'shop', ...set);
    expect(stdout).toMatch(/^holds +what loses more than 30 % of the members$/m);
    expect(await stored('shop')).toEqual({ ...project, holdWhenEmpty: false, maxShrink: 30 });
    await run('project', 'put', 'shop', '--hold-when-empty', 'on', '--max-shrink', 'off');
    expect(await stored('shop')).toEqual({ ...project, holdWhenEmpty: true });
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
      ...{ ...project, minMembers: 1000, maxGrowth: 0, holdFirst: true },
    });
    const off = ['--min-members', 'off', '--max-growth', 'off', '--hold-first', 'off'];
    await run('project', 'put', 'shop', ...off);
    expect(await stored('shop')).toEqual({ ...project, holdFirst: false });
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
