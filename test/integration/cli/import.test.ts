import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aLiveVersion, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

const startedAt = Date.UTC(2026, 0, 2);

const aRecord = (fileName: string, number: number, more: Partial<ImportRecord> = {}) => ({
  audience: `shop/${fileName}`,
  importId: `import-${number}`,
  etag: 'e1',
  size: 10,
  startedAt,
  endedAt: startedAt + 1500,
  outcome: 'published' as const,
  version: number,
  counts: someCounts({ added: 1, removed: 0 }),
  plan: 'lookup' as const,
  durations: { read: 5 },
  readUnits: 1.5,
  writeUnits: 1,
  expiresAt: startedAt / 1000,
  ...more,
});

const store = (TableName: string, Item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));

const remove = async (fileName: string): Promise<void> => {
  const { audiences, imports } = dynalite.tables;
  const Key = { projectId: 'shop', fileName };
  await dynalite.document.send(new DeleteCommand({ TableName: audiences, Key }));
  const record = { audience: `shop/${fileName}`, importId: 'import-0' };
  await dynalite.document.send(new DeleteCommand({ TableName: imports, Key: record }));
};

beforeAll(async () => {
  dynalite = await startDynalite();
  const { projects, audiences, imports } = dynalite.tables;
  await store(projects, aProject());
  await store(projects, aProject({ projectId: 'new', path: 'new/' }));
  await store(audiences, anAudienceItem());
  await store(audiences, anAudienceItem({ fileName: 'vip 2.csv', deletedAt: 1 }));
  await store(imports, aRecord('vip.csv', 1));
  await store(imports, aRecord('vip 2.csv', 2));
  await store(imports, {
    ...aRecord('vip.csv', 3),
    outcome: 'rejected',
    cause: 'not-utf8',
    message: 'Save it as UTF-8.',
    row: 2,
    counts: { rows: 1 },
    version: undefined,
  });
  await store(imports, aRecord('vip.csv', 4));
});
afterAll(() => dynalite.stop());

const history = (...args: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), ['import', 'history', ...args]);

const idsOf = async (...args: string[]): Promise<string[]> => {
  const { stdout } = await history(...args, '--json');
  return (JSON.parse(stdout) as ImportRecord[]).map(({ importId }) => importId);
};

describe('import history', () => {
  it('says of what somebody has rolled back to that no import has made it live', async () => {
    const outcome = {
      etag: 'e1',
      result: 'published',
      importId: 'rollback-1',
      at: 1,
      pinned: true,
    };
    await store(dynalite.tables.audiences, {
      ...anAudienceItem({ fileName: 'back.csv', versions: { 3: aLiveVersion() } }),
      outcome,
    });
    await store(dynalite.tables.imports, aRecord('back.csv', 0));
    const said =
      'Version 3 is live by a rollback, which is no import: it stays until the file changes.';
    const { stdout } = await history('shop', 'back');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(said);
    expect((await history('shop', 'vip')).stdout).not.toContain('rollback');
    expect(await idsOf('shop', 'back')).toEqual(['import-0']);
    await remove('back.csv');
  });

  it('merges those of all audiences, newest first, of deleted ones too', async () => {
    expect(await idsOf('shop')).toEqual(['import-4', 'import-3', 'import-2', 'import-1']);
    expect(await idsOf('shop', '--limit', '3')).toEqual(['import-4', 'import-3', 'import-2']);
  });

  it('is that of one audience when it is named', async () => {
    expect(await idsOf('shop', 'vip')).toEqual(['import-4', 'import-3', 'import-1']);
    expect(await idsOf('shop', 'vip', '--limit', '2')).toEqual(['import-4', 'import-3']);
    expect(await idsOf('shop', 'vip 2')).toEqual(['import-2']);
  });

  it('prints the records, with times that people and programs can read', async () => {
    const { stdout } = await history('shop', 'vip 2', '--json');
    expect(JSON.parse(stdout)).toEqual([
      {
        ...aRecord('vip 2.csv', 2),
        project: 'shop',
        name: 'vip 2',
        startedAt: '2026-01-02T00:00:00.000Z',
        endedAt: '2026-01-02T00:00:01.500Z',
        expiresAt: '2026-01-02T00:00:00.000Z',
        matchRate: 1 / 2,
        cost: {
          dollars: expect.closeTo((1.5 * 0.1415 + 0.705) / 1e6, 15),
          region: 'eu-west-1',
          asOf: '2026-09',
        },
        decisions: [],
      },
    ]);
  });

  it('prints a table for people', async () => {
    const { stdout } = await history('shop', '--limit', '3');
    const when = '2026-01-02T00:00:00.000Z';
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      [
        ...['WHEN', 'AUDIENCE', 'OUTCOME', 'CAUSE', 'ROWS', 'MEMBERS', 'CHANGE', 'MATCHED'],
        ...['SECONDS', 'COST', 'FINDING'],
      ],
      [when, 'vip', 'published', '-', '3', '1', '+1 -0', '50 %', '1.5', '$0.00000092', '-'],
      [when, 'vip', 'rejected', 'not-utf8', '1', '-', '-', '-', '1.5', '$0.00000092', '-'],
      [when, 'vip 2', 'published', '-', '3', '1', '+1 -0', '50 %', '1.5', '$0.00000092', '-'],
      [
        'COST is what DynamoDB takes for the read and write units, by the prices of eu-west-1 in 2026-09.',
      ],
      [''],
    ]);
  });

  it('is empty where nothing was imported, and refused where there is no project', async () => {
    expect(await history('new', '--json')).toEqual({ exitCode: 0, stdout: '[]\n', stderr: '' });
    expect(await history('shop', 'nix')).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('Project "shop" has no audience "nix"'),
    });
    expect(await history('nix')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await history('shop', '--limit', '0')).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
