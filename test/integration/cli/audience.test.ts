import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { wholeChunks } from '../../support/membership/whole-chunks.ts';
import { orderMembers } from '../../support/order-members.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject, aSource, someCounts } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
const members = ['0001', ' spaced ', '-5', '--json', 'größe', ...manyIds(500)];

function manyIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `user-${index}`);
}

beforeAll(async () => {
  dynalite = await startDynalite();
  const { projects, audiences, memberships } = dynalite.tables;
  await store(projects, aProject());
  await store(projects, aProject({ projectId: 'empty', path: 'empty/' }));
  const chunks = 4;
  await store(audiences, {
    ...anAudienceItem({
      versionCounter: 2,
      versions: { 2: aLiveVersion(chunks) },
      source: aSource({ etag: 'e2' }),
      outcome: { etag: 'e2', result: 'published', importId: 'i', at: 1 },
    }),
  });
  await store(
    audiences,
    anAudienceItem({
      fileName: 'evil\u202e\u001b[2J.csv',
      outcome: {
        etag: 'e1',
        result: 'rejected',
        importId: 'i',
        at: 1,
        cause: 'empty',
        message: 'No ID.',
      },
    }),
  );
  await store(
    audiences,
    anAudienceItem({
      fileName: 'lost.csv',
      audienceId: 'lost',
      versions: { 2: aLiveVersion(chunks) },
    }),
  );
  for (const { bucket, ids } of wholeChunks(orderMembers(members), chunks))
    await store(memberships, {
      chunkSet: chunkSetKey('audience-1', 2, 0),
      bucket,
      ids,
    });
});
afterAll(() => dynalite.stop());

const store = (TableName: string, Item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));

const aLiveVersion = (chunks: number): AudienceItem['versions'][string] => ({
  state: 'live',
  etag: 'e2',
  counts: someCounts({ members: members.length }),
  layout: { chunks, shards: 1, digest: '' },
  publishedAt: Date.UTC(2026, 0, 1),
});

const run = (...args: string[]): Promise<CommandResult> =>
  runCommand(connectTo(dynalite), ['audience', ...args]);

describe('audience list', () => {
  it('prints one object for each file, those that never got in too', async () => {
    const { exitCode, stdout } = await run('list', 'shop', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        name: 'evil\u202e\u001b[2J',
        status: 'rejected',
        version: null,
        cause: 'empty',
      }),
      expect.objectContaining({ name: 'lost', version: 2 }),
      {
        project: 'shop',
        name: 'vip',
        status: 'ready',
        version: 2,
        members: members.length,
        added: null,
        removed: null,
        rows: 3,
        blank: 0,
        duplicates: 1,
        unregistered: 1,
        etag: 'e2',
        liveEtag: 'e2',
        fileEtag: 'e2',
        importedAt: '2026-01-01T00:00:00.000Z',
        cause: null,
        rolledBack: false,
        held: null,
        stale: null,
      },
    ]);
  });

  it.each([[['--json']], [[]]])('obeys no name on the terminal: %j', async (options) => {
    const { stdout } = await run('list', 'shop', ...options);
    expect(stdout).toContain('evil');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it('prints an empty array for a project without files, and refuses one that does not exist', async () => {
    expect(await run('list', 'empty', '--json')).toMatchObject({ exitCode: 0, stdout: '[]\n' });
    expect(await run('list', 'nix')).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

describe('audience show', () => {
  it('prints the same and more', async () => {
    const { stdout } = await run('show', 'shop', 'vip', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'vip',
      status: 'ready',
      message: null,
      source: { etag: 'e2', present: true },
      versions: [{ number: 2, state: 'live', members: members.length }],
      outcome: { result: 'published' },
    });
    expect((await run('show', 'shop', 'vip')).stdout).toMatch(/^status +ready$/m);
  });

  it('proposes a name that is similar', async () => {
    expect((await run('show', 'shop', 'VIP')).stderr).toContain(
      'Did you mean "vip" (vip), which differs in letter case?',
    );
    expect((await run('show', 'shop', 'vip.csv')).stderr).toContain('Did you mean "vip"?');
  });

  it('refuses one that does not exist, in one line', async () => {
    const { exitCode, stderr } = await run('show', 'shop', 'vip.csv\u001b');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: Project "shop" has no audience "vip\.csv\\u\{1b\}".*\n$/);
  });
});

describe('audience members', () => {
  it('prints each member once, exactly', async () => {
    const { exitCode, stdout } = await run('members', 'shop', 'vip');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').sort()).toEqual(['', ...members].sort());
  });

  it('prints one JSON array', async () => {
    const { stdout } = await run('members', 'shop', 'vip', '--json');
    expect(new Set(JSON.parse(stdout) as string[])).toEqual(new Set(members));
  });

  it('prints a file that imports to the same members, also of a version that is named', async () => {
    for (const version of [[], ['--version', '2']]) {
      const { exitCode, stdout } = await run('members', 'shop', 'vip', '--csv', ...version);
      expect(exitCode).toBe(0);
      const quoted = ['" spaced "', '"-5"', '"--json"', '"größe"'];
      expect(stdout.split('\n').sort()).toEqual(['', '0001', ...quoted, ...manyIds(500)].sort());
    }
  });

  it('prints no file as JSON', async () => {
    const { exitCode, stderr } = await run('members', 'shop', 'vip', '--csv', '--json');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Give --csv or --json, not both.');
  });

  it('prints one version that is named, and refuses one that is not there', async () => {
    const { stdout } = await run('members', 'shop', 'vip', '--version', '2');
    expect(stdout.split('\n').sort()).toEqual(['', ...members].sort());
    const gone = await run('members', 'shop', 'vip', '--version', '1');
    expect(gone).toMatchObject({ exitCode: 1, stdout: '' });
    expect(gone.stderr).toContain('there is no version 1 that can be read');
  });

  it.each([
    ['there is no such audience', 'nix', 'has no audience "nix"'],
    ['there is one with a similar name', 'VIP', 'Did you mean "vip"'],
    ['chunks are gone', 'lost', 'is gone'],
    ['chunks of the version that is named are gone', 'lost', 'is gone', '--version', '2'],
  ])('fails when %s', async (_, name, reason, ...options) => {
    const { exitCode, stderr } = await run('members', 'shop', name, ...options);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(reason);
  });
});

describe('audience contains', () => {
  it.each([
    ['a member', ['0001'], 0, 'yes\n'],
    ['an ID with spaces', [' spaced '], 0, 'yes\n'],
    ['nobody', ['1'], 1, 'no\n'],
    ['an ID that looks like an option', ['--', '-5'], 0, 'yes\n'],
    ['an ID that is an option', ['--', '--json'], 0, 'yes\n'],
  ])('tells of %s', async (_, args, exitCode, stdout) => {
    expect(await run('contains', 'shop', 'vip', ...args)).toEqual({ exitCode, stdout, stderr: '' });
  });

  it('prints one JSON object', async () => {
    const { stdout } = await run('contains', '--json', 'shop', 'vip', '0001');
    expect(JSON.parse(stdout)).toEqual({
      project: 'shop',
      name: 'vip',
      version: 2,
      id: '0001',
      contains: true,
    });
  });

  it.each([
    ['nothing was published', ['shop', 'nix', '0001']],
    ['a chunk is gone', ['shop', 'lost', '0001']],
  ])('could not tell when %s', async (_, args) => {
    const { exitCode, stdout, stderr } = await run('contains', ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^error: /);
  });

  it('could not tell when there is no stack', async () => {
    const result = await runCommand(
      () => Promise.reject(new Error('no stack')),
      ['audience', 'contains', 'shop', 'vip', '0001'],
    );
    expect(result.exitCode).toBe(3);
  });

  it('is used wrongly without an ID', async () => {
    expect(await run('contains', 'shop', 'vip')).toMatchObject({ exitCode: 2 });
  });
});
