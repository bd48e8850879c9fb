import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  DynamoDBDocumentClient,
  paginateScan,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import { createDeleteUsers, createPutUsers } from '../../../bin/cli/adapters/write-users.ts';
import type {
  AudienceItem,
  Counts,
  LiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aHeldVersion, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'users-'));
  for (const projectId of ['shop', 'other', 'gone']) await storeProject({ projectId });
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

const storeProject = (project: Partial<Project>) =>
  dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.projects, Item: aProject(project) }),
  );

const run =
  (subcommand: string) =>
  (
    project: string,
    file: string,
    stdin?: string | Uint8Array,
    ...more: string[]
  ): Promise<CommandResult> =>
    runCommand(connectTo(dynalite), ['users', subcommand, project, file, '--json', ...more], stdin);
const load = run('load');
const remove = run('remove');

const aVersion = (counts: Partial<Counts>): LiveVersion => ({
  state: 'live',
  etag: 'e',
  counts: someCounts(counts),
  layout: { chunks: 1, shards: 1, digest: '' },
  publishedAt: 1,
});

/** As `<project>/<ID>`. */
const storedUsers = async (): Promise<Set<unknown>> => {
  const users = new Set();
  const pages = paginateScan({ client: dynalite.document }, { TableName: dynalite.tables.users });
  for await (const { Items = [] } of pages)
    for (const { shard, id } of Items) users.add(`${String(shard).split('#')[0]}/${id}`);
  return users;
};

describe('users load', () => {
  it('registers each ID of a file once, as an import reads it', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `user ${index % 900}`);
    const file = join(folder, 'users.txt');
    await writeFile(file, `\ufeff${ids.join('\r\n')}\n\n 0001\n"a,b"\r"say ""hi"""`);
    const { exitCode, stdout, stderr } = await load('shop', file);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      loaded: 903,
      lines: 1003,
      skipped: 0,
      duplicates: 100,
      refused: 0,
      header: null,
    });
    expect(await storedUsers()).toEqual(
      new Set([...ids, ' 0001', 'a,b', 'say "hi"'].map((id) => `shop/${id}`)),
    );
  });

  it.each(['', '\n', '\n\r\n\n'])('says of %j that nobody is in it', async (file) => {
    const { exitCode, stdout, stderr } = await load('shop', '-', file);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'The file has no user IDs: it is empty, or has blank lines only.\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ loaded: 0, lines: 0 });
  });

  it('reads standard input', async () => {
    expect(await load('other', '-', 'x\ny')).toMatchObject({ exitCode: 0 });
    const keys = await storedUsers();
    expect([keys.has('other/x'), keys.has('other/y')]).toEqual([true, true]);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('reads %s, from a file and from standard input', async (name, pack) => {
    const file = join(folder, `users.${name}`);
    await writeFile(file, pack(`${name}-file\n`));
    expect(await load('other', file)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await load('other', '-', pack(`${name}-pipe\n`))).toMatchObject({ exitCode: 0 });
    const keys = await storedUsers();
    expect([keys.has(`other/${name}-file`), keys.has(`other/${name}-pipe`)]).toEqual([true, true]);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffnever-1\nnever-2\n', 'utf16le'), 'Row 1 is UTF-16 text'],
    ['a second column', 'never-1\nnever-2,Ann\n', 'Row 2 has more than one column'],
    ['what is not UTF-8', Buffer.from('never-1\nn\xe9ver\n', 'latin1'), 'Row 2 is not valid UTF-8'],
    ['an open quote', 'never-1\n"never-2\n', 'Row 2 opens a quote'],
    ['half a gzip file', gzipSync('never-1\n'.repeat(9)).subarray(0, 20), 'ends too early'],
    ['a web page', '<!DOCTYPE html><html></html>', 'HTML'],
  ])('registers nobody of a file with %s, and says why in one line', async (_, stdin, reason) => {
    const before = await storedUsers();
    const { exitCode, stdout, stderr } = await load('shop', '-', stdin);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(reason)]);
    expect(stderr).toContain('Nothing was changed.');
    expect(await storedUsers()).toEqual(before);
  });

  it('says of several columns what to give to the command itself', async () => {
    const { stderr } = await load('shop', '-', 'name,user_id\nAnn,never-1\n');
    expect(stderr).toContain(
      'or say which column has them: --id-column COLUMN. COLUMN is "name", "user_id", or its number.',
    );
    expect(stderr).not.toContain('project put');
    const other = await load('shop', '-', 'user_id;score\nnever-1;0,5\n');
    expect(other.stderr).toContain(`If that separates the columns, say so: --delimiter ';'.`);
  });

  it('loads the others when some IDs cannot be registered, names them, and fails', async () => {
    const long = 'z'.repeat(1025);
    const stdin = `${'z'.repeat(1024)}\n${long}\n"two\nlines"\nlast`;
    const { exitCode, stdout, stderr } = await load('shop', '-', stdin);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ loaded: 2, lines: 4, refused: 2 });
    const [first, second] = stderr.trim().split('\n').sort();
    expect(first).toBe('"two\\nlines" contains a line feed: nobody can be registered under it');
    expect(second).toMatch(/^"z+…" is longer than 1024 bytes: nobody can be registered under it$/);
    const keys = await storedUsers();
    expect(keys.has('shop/last')).toBe(true);
    expect(keys.has(`shop/${'z'.repeat(1024)}`)).toBe(true);
    expect(keys.has(`shop/${long}`)).toBe(false);
  });

  it('says which words for a missing value it has registered, and what undoes it', async () => {
    const { exitCode, stdout, stderr } = await load(
      'other',
      '-',
      'm1\nNULL\n\\N\n\nNULL\nnone@x\n',
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ loaded: 4 });
    const [, words] = /no value: (.+)\. If they are no users/.exec(stderr) ?? [];
    expect(words?.split(', ').sort()).toEqual(['"NULL"', '"\\N"']);
    expect(stderr).toMatch(/printf '%s\\n' .*NULL.* \| audience-import users remove other -/);
    expect(await remove('other', '-', 'NULL\n\\N\n')).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await load('other', '-', 'm1\n')).stderr).toBe('');
  });

  it('names the first 20 IDs that it refuses', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `${index}${'z'.repeat(3000)}\n`);
    const { stderr } = await load('shop', '-', ids.join(''));
    expect(stderr.trim().split('\n')).toHaveLength(21);
    expect(stderr).toContain('and 5 more IDs that were refused');
  });

  it('leaves out a column’s name, or not, as it is told', async () => {
    const text = 'user_id\nh1\n';
    const auto = await load('shop', '-', text);
    expect(auto).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(auto.stdout)).toMatchObject({ loaded: 1, lines: 1, header: 'user_id' });
    expect(auto.stderr).toContain('The first row, "user_id", is a column\'s name');
    const skipped = await load('shop', '-', 'h2\nh3\n', '--header', 'skip');
    expect(JSON.parse(skipped.stdout)).toMatchObject({ loaded: 1, header: 'h2' });
    const keys = await storedUsers();
    expect(['h1', 'h2', 'h3', 'user_id'].map((id) => keys.has(`shop/${id}`))).toEqual([
      ...[true, false, true, false],
    ]);
    const kept = await load('other', '-', text, '--header', 'keep');
    expect(JSON.parse(kept.stdout)).toMatchObject({ loaded: 2, header: null });
    expect((await storedUsers()).has('other/user_id')).toBe(true);
  });

  it('takes the IDs from a column, as the project says, or as it is told', async () => {
    await storeProject({ projectId: 'wide', idColumn: 'user_id', delimiter: ';' });
    const text = 'name;user_id\nAnn;w1\n"Bob;B";w2\n';
    expect(await load('wide', '-', text)).toMatchObject({ exitCode: 0, stderr: '' });
    const told = ['--delimiter', ';', '--id-column', '2', '--header', 'skip'];
    expect(await load('other', '-', text.replace('user_id', 'who'), ...told)).toMatchObject({
      exitCode: 0,
    });
    expect(await load('wide', '-', 'w3\n', '--id-column', 'none')).toMatchObject({ exitCode: 0 });
    const keys = await storedUsers();
    const ids = ['wide/w1', 'wide/w2', 'wide/w3', 'other/w1', 'other/w2', 'other/who'];
    expect(ids.map((key) => keys.has(key))).toEqual([true, true, true, true, true, false]);
  });

  it('registers nobody of a file whose rows seem to have another delimiter, unless it is told', async () => {
    const text = 'p;1\np;2\np;3\n';
    const { exitCode, stderr } = await load('shop', '-', text);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'Each row has a ";", which seems to separate columns. Give --delimiter',
    );
    expect((await storedUsers()).has('shop/p;1')).toBe(false);
    expect(await load('shop', '-', text, '--delimiter', ',')).toMatchObject({ exitCode: 0 });
    expect((await storedUsers()).has('shop/p;1')).toBe(true);
  });

  it('says when a column’s name is registered as a user already', async () => {
    await load('other', '-', 'uid\n', '--header', 'keep');
    const { stderr } = await load('other', '-', 'uid\na\n');
    expect(stderr).toContain('Somebody is registered under "uid"');
  });

  it('says which audiences find their users only at their next import', async () => {
    const { document, tables } = dynalite;
    const store = (name: string, more: Partial<AudienceItem>) =>
      document.send(
        new PutCommand({
          TableName: tables.audiences,
          Item: { ...anAudienceItem({ fileName: `${name}.csv`, ...more }), projectId: 'known' },
        }),
      );
    await storeProject({ projectId: 'known' });
    await store('vip', { versions: { 2: aVersion({ unregistered: 3, members: 0 }) } });
    await store('gold', { versions: { 2: aVersion({ unregistered: 0, members: 5 }) } });
    await store('new', {});
    const held = aHeldVersion({ counts: someCounts({ unregistered: 9, members: 4 }) });
    await store('held', { versions: { 2: aVersion({ unregistered: 0, members: 0 }), 3: held } });
    await store('tabs', {
      outcome: {
        etag: 'e1',
        result: 'rejected',
        cause: 'other-delimiter',
        importId: 'i',
        at: 1,
      },
    });
    const outcome = { etag: 'e', result: 'published' as const, importId: 'i', at: 1 };
    await store('other', { outcome: { ...outcome, header: 'Kundennummer' } });
    const loaded = await load('known', '-', 'Kundennummer\n0001\n');
    expect(loaded.stderr.split('\n')).toEqual([
      expect.stringContaining('is also the first row of the file of "other"'),
      expect.stringMatching(
        /"audience-import audience retry known NAME".* in "held", "tabs", "vip"\.$/,
      ),
      '',
    ]);
    expect(JSON.parse(loaded.stdout)).toMatchObject({ loaded: 1, header: 'Kundennummer' });
    const { stderr } = await remove('known', '-', '0001');
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^Whether they are in .*"gold".* could not be read/),
      expect.stringContaining('A list is held in "held"'),
      '',
    ]);
    const many = Array.from({ length: 21 }, (_, index) => `many-${index}`).join('\n');
    await load('known', '-', many);
    expect((await remove('known', '-', many)).stderr).toMatch(
      /"audience-import audience retry known NAME".* in "gold", "held"\.\n$/,
    );
  });

  it.each([
    ['a project that does not exist', 'nix', '-', 'There is no project "nix"'],
    ['a file that does not exist', 'shop', 'nix.txt', '"nix.txt" cannot be read (ENOENT)'],
    ['a folder', 'shop', '.', '"." is a folder'],
  ])('refuses %s', async (_, project, file, reason) => {
    const { exitCode, stdout, stderr } = await load(project, file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(reason);
  });
});

describe('users remove', () => {
  it('unregisters those of the file, exactly, and of this project alone', async () => {
    await load('shop', '-', 'r1\nr2\nr3\n r1');
    await load('other', '-', 'r1');
    const { exitCode, stdout, stderr } = await remove('shop', '-', 'r1\nr1\nr3\nnobody');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      removed: 3,
      registered: 2,
      wereRegistered: 2,
      lines: 4,
      skipped: 0,
      duplicates: 1,
      refused: 0,
      header: null,
      stillIn: [],
    });
    const keys = await storedUsers();
    expect(
      ['shop/r1', 'shop/r2', 'shop/r3', 'shop/ r1', 'other/r1'].map((key) => keys.has(key)),
    ).toEqual([false, true, false, true, true]);
  });

  it('removes nobody of a file that is refused', async () => {
    await load('shop', '-', 'stays');
    const { exitCode, stderr } = await remove('shop', '-', 'stays\nb,c\n');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Row 2 has more than one column');
    expect((await storedUsers()).has('shop/stays')).toBe(true);
  });

  it('leaves out a column’s name, but removes it if it was registered as a user', async () => {
    const text = 'uid\nm1\n';
    await load('shop', '-', text);
    expect(JSON.parse((await remove('shop', '-', text)).stdout)).toMatchObject({
      removed: 1,
      header: 'uid',
    });
    await load('shop', '-', text, '--header', 'keep');
    const { stdout, stderr } = await remove('shop', '-', text);
    expect(JSON.parse(stdout)).toMatchObject({ removed: 2, header: null });
    expect(stderr).toContain('"uid", seems to be a column\'s name, but was registered as a user');
    expect((await storedUsers()).has('shop/uid')).toBe(false);
  });

  it('also serves a project that was deleted: its users stay until then', async () => {
    await load('gone', '-', 'a');
    await storeProject({ projectId: 'gone', deletedAt: 1 });
    expect(await load('gone', '-', 'b')).toMatchObject({ exitCode: 1 });
    expect(await remove('gone', '-', 'a')).toMatchObject({ exitCode: 0 });
    expect((await storedUsers()).has('gone/a')).toBe(false);
  });

  it('refuses a project that never was', async () => {
    expect((await remove('nix', '-', 'a')).stderr).toContain('There is no project "nix"');
  });
});

describe('a project whose users are in a table of the customer’s', () => {
  it.each([['load', '-'], ['remove', '-'], ['sync', '-'], ['count'], ['contains', '1']])(
    'refuses users %s',
    async (subcommand, ...words) => {
      const usersSource = {
        tableName: 'crm',
        keyName: 'id',
        keyType: 'number' as const,
        keyPrefix: '',
      };
      await storeProject({ projectId: 'crm', usersSource });
      const { exitCode, stdout, stderr } = await runCommand(
        connectTo(dynalite),
        ['users', subcommand, 'crm', ...words],
        '1',
      );
      expect({ exitCode, stdout }).toEqual({
        exitCode: subcommand === 'contains' ? 3 : 1,
        stdout: '',
      });
      expect(stderr).toContain('in your table crm');
      expect((await storedUsers()).has('crm/1')).toBe(false);
    },
  );
});

describe('writing users', () => {
  it.each([
    ['put', createPutUsers],
    ['deleted', createDeleteUsers],
  ])('gives back what DynamoDB did not process of those %s', async (_, create) => {
    const { endpoint, tables } = dynalite;
    // Emulators process everything, so the answer is changed on its way.
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
    );
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { RequestItems } = args.input as BatchWriteCommandInput;
        const output = result.output as BatchWriteCommandOutput;
        output.UnprocessedItems = { [tables.users]: RequestItems![tables.users]!.slice(0, 1) };
        return result;
      },
      { step: 'initialize', priority: 'high' },
    );
    const writeUsers = create(client, tables.users)('shop');
    expect(await writeUsers(['p', 'q'])).toEqual(['p']);
    client.destroy();
  });
});
