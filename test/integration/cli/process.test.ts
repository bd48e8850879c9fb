import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { wholeChunks } from '../../support/membership/whole-chunks.ts';
import { orderMembers } from '../../support/order-members.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, someCounts } from '../../support/factories.ts';
import { pretendOldNode } from '../../support/old-node.ts';

const launcher = fileURLToPath(new URL('../../../bin/audience-import.mjs', import.meta.url));

let dynalite: Dynalite;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'command-'));
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

/** A folder with the `.local` of a stack that runs, as far as its process ID tells. */
const localStack = async (name: string, endpoint: string, pid = process.pid): Promise<string> => {
  const state = join(folder, name, '.local');
  const { projects, audiences, memberships, imports, users } = dynalite.tables;
  await mkdir(state, { recursive: true });
  await writeFile(
    join(state, 'stack.json'),
    JSON.stringify({
      endpoints: { dynamodb: endpoint, lambda: endpoint, s3: endpoint, ses: endpoint },
      pid,
      outputs: {
        [stackOutputs.bucket]: 'inbox',
        [stackOutputs.projectsTable]: projects,
        [stackOutputs.audiencesTable]: audiences,
        [stackOutputs.membershipsTable]: memberships,
        [stackOutputs.importsTable]: imports,
        [stackOutputs.usersTable]: users,
        [stackOutputs.scannerFunction]: 'scanner',
      },
    }),
  );
  return join(folder, name);
};

const start = (cwd: string, args: readonly string[], nodeOptions: readonly string[] = []) => {
  return spawn(process.execPath, [...nodeOptions, launcher, ...args], {
    cwd,
    // No credentials, no region, whatever the machine has.
    env: { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
  });
};

const exitOf = async (child: ChildProcess): Promise<{ code: unknown; signal: unknown }> => {
  const [code, signal] = (await once(child, 'exit')) as unknown[];
  return { code, signal };
};

const resultOf = async (child: ChildProcessWithoutNullStreams) => {
  const [stdout, stderr, { code }] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exitOf(child),
  ]);
  return { stdout, stderr, exitCode: code };
};

const run = (cwd: string, ...args: string[]) => resultOf(start(cwd, args));

describe('the command as a process', () => {
  it('finds the local stack of the current folder, or the one that is named', async () => {
    const cwd = await localStack('usual', dynalite.endpoint);
    const args = ['--admin-email', 'a@example.com', '--audience-limit', '1'];
    expect(await run(cwd, 'project', 'put', 'shop', ...args, '--local')).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    const named = await run(folder, 'project', 'list', '--json', '--state', 'usual/.local');
    expect(JSON.parse(named.stdout)).toMatchObject([{ project: 'shop' }]);
  });

  it.each([
    ['has ended', 'dead', 2 ** 30, /has ended \(process \d+ is gone\).*npm start/],
    ['does not answer', 'deaf', process.pid, /does not answer \(.*ECONNREFUSED.*npm start/],
  ])('says that a local stack %s', async (_, name, pid, reason) => {
    const cwd = await localStack(name, 'http://127.0.0.1:1', pid);
    const { exitCode, stdout, stderr } = await run(cwd, 'project', 'list', '--local');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['is missing', undefined, /no stack\.json in nix.*npm start -- --state nix/],
    ['is not one', '{', /is not what a local stack writes/],
    [
      'is of another version',
      JSON.stringify({
        endpoints: { dynamodb: 'http://a', lambda: 'http://a', s3: 'http://a', ses: 'http://a' },
        pid: 1,
        outputs: {},
      }),
      /lacks the output BucketName, ProjectsTableName/,
    ],
  ])('says that the state file %s', async (_, content, reason) => {
    const cwd = await mkdtemp(join(folder, 'state-'));
    if (content !== undefined) {
      await mkdir(join(cwd, 'nix'));
      await writeFile(join(cwd, 'nix/stack.json'), content);
    }
    const { exitCode, stderr } = await run(cwd, 'project', 'list', '--state', 'nix');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(reason);
  });

  it('says in one line what AWS lacks', async () => {
    const { exitCode, stderr } = await run(folder, 'project', 'list');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: No AWS region is set. Set AWS_REGION or --region; or use --local.\n',
    );
  });

  it('ends quietly when its reader has seen enough', async () => {
    const cwd = await localStack('large', dynalite.endpoint);
    const members = Array.from({ length: 200_000 }, (_, index) => `user-${index}`);
    const chunks = 40;
    await dynalite.document.send(
      new PutCommand({
        TableName: dynalite.tables.audiences,
        Item: anAudienceItem({
          audienceId: 'large',
          versions: {
            1: {
              state: 'live',
              etag: 'e1',
              counts: someCounts(),
              layout: { chunks, shards: 1, digest: '' },
              publishedAt: 1,
            },
          },
        }),
      }),
    );
    for (const { bucket, ids } of wholeChunks(orderMembers(members), chunks))
      await dynalite.document.send(
        new PutCommand({
          TableName: dynalite.tables.memberships,
          Item: { chunkSet: 'large#1#0', bucket, ids },
        }),
      );
    const child = start(cwd, ['audience', 'members', 'shop', 'vip', '--local']);
    const ended = Promise.all([text(child.stderr), exitOf(child)]);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await ended).toEqual(['', { code: 0, signal: null }]);
  });
});

describe('the command on a Node that is too old', () => {
  const cleanUps: (() => void)[] = [];
  afterEach(() => {
    for (const cleanUp of cleanUps.splice(0)) cleanUp();
  });

  const runOnOldNode = (cwd: string, args: readonly string[]) =>
    start(cwd, args, ['--import', pretendOldNode]);

  it('runs on the one that came with it: input, output and exit code pass through', async () => {
    const cwd = await localStack('old', dynalite.endpoint);
    const load = runOnOldNode(cwd, ['users', 'load', 'nix', '-', '--local']);
    load.stdin.end('a\n');
    const { exitCode, stderr } = await resultOf(load);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('There is no project "nix"');
    expect(await resultOf(runOnOldNode(cwd, ['nix']))).toMatchObject({ exitCode: 2 });
  });

  it('ends with its signal when it is sent one, and leaves nothing behind', async () => {
    // A DynamoDB that never answers: whoever connects is the command, and stays until it is ended.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const connected = once(server, 'connection');
    const cwd = await localStack(
      'silent',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    );
    const child = runOnOldNode(cwd, ['project', 'list', '--local']);
    const [socket] = (await connected) as [Socket];
    socket.on('error', () => undefined).resume();
    cleanUps.push(() => {
      // Whoever still waits for an answer ends now.
      socket.destroy();
      server.close();
    });
    const ended = Promise.all([exitOf(child), once(socket, 'close')]);
    child.kill('SIGTERM');
    expect((await ended)[0]).toEqual({ code: null, signal: 'SIGTERM' });
  });
});
