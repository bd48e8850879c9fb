import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recordSchema } from '../../../lambdas/shared/domain/record-schema.ts';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { onProjects } from './on-projects.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const { run, store, stored } = onProjects(() => dynalite);

const absurd = ['0', '0h', '-1h', '24', '1.5h', '10m', '366d', '8761h', 'daily', '99999999d', ''];

describe('project put --expect-every', () => {
  it('sets how often files have to change, and takes it back', async () => {
    await store(dynalite.tables.projects, aProject());
    const { stdout } = await run('project', 'put', 'shop', '--expect-every', '24h');
    expect(stdout).toMatch(/^files change +every 24 hours$/m);
    expect(await stored('shop')).toEqual({
      ...aProject(),
      schema: recordSchema,
      expectEveryHours: 24,
    });
    expect((await run('project', 'put', 'shop', '--expect-every', '7d')).stdout).toMatch(
      /^files change +every 7 days$/m,
    );
    expect((await run('project', 'put', 'shop', '--expect-every', 'off')).stdout).toMatch(
      /^files change +at any time$/m,
    );
    expect(await stored('shop')).toEqual({ ...aProject(), schema: recordSchema });
  });

  it.each(absurd)('does not take %j, and changes nothing', async (time) => {
    await store(dynalite.tables.projects, aProject());
    const { exitCode, stderr } = await run('project', 'put', 'shop', `--expect-every=${time}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('It has to be hours or days, from 1h to 365d, such as 24h, or off.');
    expect(await stored('shop')).toEqual(aProject());
  });

  it('repairs what somebody has written there', async () => {
    await store(dynalite.tables.projects, { ...aProject(), expectEveryHours: 0 });
    const { stderr } = await run('project', 'put', 'shop', '--audience-limit', '9');
    expect(stderr).toContain('give --expect-every');
    await run('project', 'put', 'shop', '--expect-every', '48h');
    expect(await stored('shop')).toMatchObject({ expectEveryHours: 48 });
  });
});

describe('audience expect', () => {
  const Key = { projectId: 'shop', fileName: 'vip.csv' };
  const item = async (): Promise<Record<string, unknown> | undefined> =>
    (await dynalite.document.send(new GetCommand({ TableName: dynalite.tables.audiences, Key })))
      .Item;
  const asked = async (...options: string[]): Promise<string> =>
    (await run('audience', 'expect', 'shop', 'vip', ...options)).stdout.trimEnd();

  beforeEach(async () => {
    await store(dynalite.tables.projects, aProject({ expectEveryHours: 24 }));
    await store(dynalite.tables.audiences, { ...anAudienceItem() });
  });

  it('says what counts, sets it for one audience, and takes it back', async () => {
    expect(await asked()).toBe(
      'The file of "vip" has to change every 24 hours, as set for the project.',
    );
    expect(await asked('--every', '7d')).toBe(
      'The file of "vip" has to change every 7 days, as set for this audience.',
    );
    expect((await item())?.expectEveryHours).toBe(168);
    expect((await run('audience', 'show', 'shop', 'vip')).stdout).toMatch(
      /^has to change +every 7 days$/m,
    );
    expect(await asked('--every', 'off')).toBe(
      'The file of "vip" may change at any time, as set for this audience.',
    );
    expect((await item())?.expectEveryHours).toBeNull();
    expect(JSON.parse(await asked('--every', 'inherit', '--json'))).toEqual({
      project: 'shop',
      name: 'vip',
      expectEveryHours: 24,
      from: 'project',
    });
    expect(await item()).not.toHaveProperty('expectEveryHours');
  });

  it.each(absurd)('does not take %j, and changes nothing', async (time) => {
    const before = await item();
    const { exitCode, stderr } = await run(
      ...['audience', 'expect', 'shop', 'vip', `--every=${time}`],
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('from 1h to 365d, such as 24h, or off or inherit.');
    expect(await item()).toEqual(before);
  });

  it('refuses an audience that is unknown or deleted', async () => {
    expect((await run('audience', 'expect', 'shop', 'none', '--every', '7d')).exitCode).toBe(1);
    await store(dynalite.tables.audiences, { ...anAudienceItem(), deletedAt: 1 });
    const { exitCode, stderr } = await run('audience', 'expect', 'shop', 'vip', '--every', '7d');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('was deleted, and nothing was changed');
    expect(await item()).not.toHaveProperty('expectEveryHours');
  });
});

describe('a stale file', () => {
  it('shows in the list, and what is late in the details', async () => {
    const stale = { at: 2, changedAt: Date.UTC(2026, 10, 1), hours: 24 };
    await store(dynalite.tables.projects, aProject());
    const item = anAudienceItem();
    await store(dynalite.tables.audiences, {
      ...item,
      versions: {
        1: {
          state: 'live',
          etag: 'e1',
          publishedAt: 1,
          counts: { rows: 1, blank: 0, duplicates: 0, unregistered: 0, members: 1 },
          layout: { chunks: 1, shards: 1, digest: 'd' },
        },
      },
      outcome: { etag: item.source.etag, result: 'published', importId: 'i1', at: 1 },
      stale,
    });
    expect((await run('audience', 'list', 'shop')).stdout).toMatch(/^vip +stale +1 /m);
    expect((await run('audience', 'show', 'shop', 'vip')).stdout).toMatch(
      /^stale +unchanged since 2026-11-01T00:00:00.000Z, expected every 24 hours$/m,
    );
    expect(JSON.parse((await run('audience', 'list', 'shop', '--json')).stdout)).toMatchObject([
      { stale: { lastChange: '2026-11-01T00:00:00.000Z', expectEveryHours: 24 } },
    ]);
  });
});
