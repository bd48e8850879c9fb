import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { ownUserKey } from '../../../lambdas/shared/own-user-key.ts';
import { startS3, type S3Server } from '../../../local/s3/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { serve } from '../../support/http-server.ts';
import { importList } from '../../support/publish-members.ts';
import { type CommandResult, connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
let s3: S3Server;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'validate-'));
  s3 = await startS3({ directory: join(folder, 'bucket'), bucket: 'inbox', port: 0 });
  await store(dynalite.tables.projects, aProject());
  for (const id of ['a', 'b', 'c']) await store(dynalite.tables.users, ownUserKey('shop', id));
  await importList(dynalite, 'vip.csv', ['a', 'b']);
});
afterAll(async () => {
  await dynalite.stop();
  await s3.close();
  await rm(folder, { recursive: true });
});

const store = (TableName: string, Item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));

const validate = (args: readonly string[], stdin?: string): Promise<CommandResult> =>
  runCommand(connectTo(dynalite, { s3: s3.url }), ['import', 'validate', 'shop', ...args], stdin);

const fileOf = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

describe('import validate', () => {
  it('says for a person what an import would come to', async () => {
    const file = await fileOf('vip.csv', 'b\nc\nnobody\n\n');
    const { exitCode, stdout, stderr } = await validate([file]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.trim().split('\n');
    expect(lines).toEqual([
      'project       shop',
      'audience      vip',
      `file          ${file}`,
      'an import     would be published in place of version 1',
      'live now      version 1, 2 members',
      'members       2',
      'matched       66.7 %',
      'added         1',
      'removed       1',
      'rows          3',
      'blank         1',
      'duplicates    0',
      'unregistered  1',
      'such as       nobody',
      expect.stringMatching(/^finding /),
      'plan          lookup, expected to take 1.5 read units',
      expect.stringMatching(/^import takes {2}[\d.]+ read units, 1 write unit: \$0\.0/),
      expect.stringMatching(/^dry run took {2}[\d.]+ read units, 0 write units: \$0\.0/),
      'prices of     eu-west-1 in 2026-09, DynamoDB alone',
    ]);
  });

  it.each([
    ['gzip', 'vip.csv.gz', gzipSync],
    ['zstd', 'vip.csv.zst', zstdCompressSync],
  ])('reads %s', async (_, name, pack) => {
    const { exitCode, stdout } = await validate([await fileOf(name, pack('a\nc\n')), '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'vip', members: 2, added: 1, removed: 1 });
  });

  it('gives cause, row and remedy of a file that would be rejected, and ends with 1', async () => {
    const { exitCode, stdout, stderr } = await validate(['-', '--name', 'vip'], 'a\nb,Ann\n');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatch(/^an import +would be rejected/m);
    expect(stdout).toMatch(
      /^message +Row 2 has more than one column\. .*"audience-import project put shop --id-column/m,
    );
    expect(stdout).toMatch(/^row +2$/m);
  });

  it('rejects a file that is too large, without a look into it', async () => {
    const file = await fileOf('huge.csv', '');
    await truncate(file, maxFileBytes + 1);
    const { exitCode, stdout } = await validate([file, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'rejected',
      cause: 'too-large',
      rows: null,
      dryRun: { readUnits: 0 },
    });
  });

  it('says why a list would be held, and ends with 1', async () => {
    const { exitCode, stdout } = await validate(['-', '--name', 'vip', '--json'], 'nobody\n');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'held',
      cause: 'would-be-empty',
      removed: 2,
    });
  });

  it('reads a file of the bucket', async () => {
    await store(dynalite.tables.projects, aProject());
    const { url } = s3;
    await fetch(`${url}/inbox/shop/vip.csv`, { method: 'PUT', body: 'a\nb\nc\n' });
    const { exitCode, stdout, stderr } = await validate(['--key', 'vip.csv', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ file: 'shop/vip.csv', added: 1, removed: 0 });
  });

  it('says of a file that S3 hides what it takes to see it', async () => {
    const server = await serve((request, response) => {
      request.resume();
      response.writeHead(403).end();
    });
    const connect = connectTo(dynalite, { s3: server.endpoint });
    const words = ['import', 'validate', 'shop', '--key', 'vip.csv'];
    const { exitCode, stderr } = await runCommand(connect, words);
    const japanese = await runCommand(connect, [...words, '--lang', 'ja']);
    await server.stop();
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      'There is no file "shop/vip.csv" in the bucket, or you may not read it',
    );
    expect(japanese.stderr).toContain('「shop/vip.csv」がないか、読み取る権限がありません');
  });

  it('cannot tell of a file that changes while it is read, and says so in each language', async () => {
    const server = await serve((request, response) => {
      request.resume();
      if (request.method === 'HEAD')
        response.writeHead(200, { etag: '"e"', 'content-length': '2' }).end();
      else response.writeHead(412).end();
    });
    const connect = connectTo(dynalite, { s3: server.endpoint });
    const words = ['import', 'validate', 'shop', '--key', 'vip.csv'];
    const json = await runCommand(connect, [...words, '--json', '--lang', 'ja']);
    const japanese = await runCommand(connect, [...words, '--lang', 'ja']);
    await server.stop();
    expect([json.exitCode, japanese.exitCode]).toEqual([3, 3]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'undecided',
      cause: 'superseded',
      message: 'The file was changed or removed while it was read. Give the command again.',
    });
    expect(japanese.stdout).toContain('読み取り中にファイルが変更または削除されました。');
  });

  it.each<[what: string, args: string[], exitCode: number, reason: string]>([
    ['neither file nor key', [], 2, 'Give a FILE, - for standard input, or --key KEY'],
    ['both', ['vip.csv', '--key', 'vip.csv'], 2, 'Give FILE or --key, not both.'],
    ['a pipe without a name', ['-'], 2, 'Give --name NAME'],
    ['an empty name', ['-', '--name', ''], 2, 'at least one character'],
    ['a name with a slash', ['-', '--name', 'a/b'], 3, 'cannot be the name of an audience'],
    ['a name that is too long', ['-', '--name', 'x'.repeat(1020)], 3, 'is too long a name'],
    ['a file that is not there', ['nix.csv'], 3, '"nix.csv" cannot be read (ENOENT)'],
    ['a folder', ['.', '--name', 'vip'], 3, '"." is a folder'],
    [
      'a file that no scan would take',
      ['package.json'],
      3,
      '"package.json" would be ignored under this name',
    ],
    ['a key of another folder', ['--key', 'old/vip.csv'], 3, '"old/vip.csv" would be ignored'],
    [
      'a key that is not there',
      ['--key', 'nix.csv'],
      3,
      'There is no file "shop/nix.csv" in the bucket',
    ],
  ])('refuses %s', async (_, args, exitCode, reason) => {
    const result = await validate(args, 'a\n');
    expect(result).toEqual({ exitCode, stdout: '', stderr: expect.stringContaining(reason) });
  });

  it('refuses a project that is not there', async () => {
    const result = await runCommand(connectTo(dynalite), [
      'import',
      'validate',
      'nix',
      '-',
      '--name',
      'a',
    ]);
    expect(result).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('no project "nix"'),
    });
  });

  it('has examples in its help', async () => {
    const { stdout } = await validate(['--help']);
    expect(stdout).toContain('audience-import import validate shop --key vip.csv');
  });
});
