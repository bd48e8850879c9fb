import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { stackFileSchema, type StackFile } from '../../../local/stack-file.ts';
import { eventually } from '../../support/eventually.ts';
import { contractOutputs, writeAssembly } from '../../support/local-assembly.ts';
import { childrenOf, isRunning } from '../../support/processes.ts';

const program = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));
const rule = (functionId: string) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    ScheduleExpression: 'rate(1 day)',
    Targets: [{ Arn: { 'Fn::GetAtt': [functionId, 'Arn'] }, Id: 'Target' }],
  },
});
const functions = {
  Pid: { source: 'export const handler = async () => process.pid' },
  Failing: { source: `export const handler = async () => { throw new Error('always') }` },
};

let folder: string;
let state: string;
let assembly: string;
let started: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-start-'));
  state = join(folder, 'state');
  started = [];
  assembly = await writeAssembly(join(folder, 'assembly'), { functions, outputs: contractOutputs });
});

afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const run = (...more: string[]) => {
  const child = spawn(
    process.execPath,
    [program, '--state', state, '--assembly', assembly, '--empty', ...more],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  started.push(child);
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr, [code]]) => ({ stdout, stderr, code: code as number | null }),
  );
  return { child, ended };
};

const readStackFile = async (): Promise<StackFile | undefined> => {
  const content = await readFile(join(state, 'stack.json'), 'utf8').catch(() => undefined);
  return content === undefined ? undefined : stackFileSchema.parse(JSON.parse(content));
};
const untilReady = (pid: number | undefined) =>
  eventually('stack.json of this process is there', async () => {
    const stack = await readStackFile();
    return stack?.pid === pid ? stack : undefined;
  });

/** Process ID of a function's environment. */
const environmentOf = async ({ endpoints }: StackFile): Promise<number> => {
  const lambda = new LambdaClient(sdkSettings(endpoints.lambda));
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'Tiny-Pid' }));
  lambda.destroy();
  return Number(Buffer.from(Payload ?? []).toString());
};
const allClosed = async ({ endpoints }: StackFile): Promise<boolean> => {
  const answers = await Promise.allSettled(Object.values(endpoints).map((url) => fetch(url!)));
  return answers.every(({ status }) => status === 'rejected');
};

describe('npm start', () => {
  it('opens a second S3 port that gives no more rights than a writer has', async () => {
    const { child, ended } = run('--every', 'never', '--as-writer', 'shop/');
    const { endpoints } = await untilReady(child.pid);
    const [, bucket] = /<Name>(.*)<\/Name>/.exec(await (await fetch(endpoints.s3)).text())!;
    const statusOf = async (method: string, key: string): Promise<number> => {
      const body = method === 'PUT' ? { body: 'a' } : {};
      return (await fetch(`${endpoints.writer!}/${bucket!}/${key}`, { method, ...body })).status;
    };
    expect(await statusOf('PUT', 'shop/vip.csv')).toBe(200);
    expect(await statusOf('GET', 'shop/vip.csv')).toBe(403);
    expect(await statusOf('PUT', 'other/vip.csv')).toBe(403);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('says what runs where, and leaves nothing behind when it is told to end', async () => {
    const { child, ended } = run('--every', 'never');
    const stack = await untilReady(child.pid);
    expect(stack).toMatchObject({
      bucket: 'value of BucketName',
      queueUrl: 'value of ImportQueueUrl',
      deadLetterQueueUrl: 'value of DeadLetterQueueUrl',
      tables: { projects: 'value of ProjectsTableName', users: 'value of UsersTableName' },
      console: stack.endpoints.lambda,
    });
    const environment = await environmentOf(stack);
    expect(await isRunning(environment)).toBe(true);

    child.kill('SIGTERM');
    expect(await ended).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining(stack.console) as unknown,
    });
    expect(await isRunning(environment)).toBe(false);
    expect(await allClosed(stack)).toBe(true);
    expect(await readStackFile()).toBeUndefined();
  });

  it('takes its children with it when it is killed, and starts again over what is left', async () => {
    const first = run('--every', 'never');
    const stack = await untilReady(first.child.pid);
    const environment = await environmentOf(stack);

    first.child.kill('SIGKILL');
    await first.ended;
    await eventually('no child is left', async () => !(await isRunning(environment)));
    await eventually('no server is left', () => allClosed(stack));
    expect(await readStackFile()).toBeDefined();

    const second = run('--every', 'never');
    await untilReady(second.child.pid);
    // Two signals for one Ctrl-C, as npm sends them.
    second.child.kill('SIGINT');
    second.child.kill('SIGINT');
    expect(await second.ended).toMatchObject({ code: 0 });
  });

  it('refuses to start a second time in one folder, and leaves the first one alone', async () => {
    const first = run('--every', 'never');
    const stack = await untilReady(first.child.pid);
    const { code, stderr } = await run('--every', 'never').ended;
    expect(code).toBe(1);
    expect(stderr).toContain(`process ${stack.pid}`);
    expect(await readStackFile()).toEqual(stack);
  });

  it('says so and ends when its emulators die', async () => {
    const { child, ended } = run('--every', 'never');
    await untilReady(child.pid);
    const [emulators = 0] = await childrenOf(child.pid);
    process.kill(emulators, 'SIGKILL');
    const { code, stdout } = await ended;
    expect(code).toBe(1);
    expect(stdout).toContain("the emulators' process ended (SIGKILL)");
    expect(await readStackFile()).toBeUndefined();
  });

  it('refuses a template that it does not understand', async () => {
    const resources = { Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} } };
    await writeAssembly(assembly, { functions, resources, outputs: contractOutputs });
    const { code, stderr } = await run().ended;
    expect(code).toBe(1);
    expect(stderr).toContain('Stream: the local stack does not know resources of kind');
  });

  it('never empties a folder that is not its own', async () => {
    await mkdir(join(state, 'bucket'), { recursive: true });
    await writeFile(join(state, 'bucket', 'thesis.csv'), 'years of work');
    const { code, stderr } = await run().ended;
    expect(code).toBe(1);
    expect(stderr).toContain(state);
    expect(existsSync(join(state, 'bucket', 'thesis.csv'))).toBe(true);
  });

  it('leaves what is in an inbox, and what is not', async () => {
    const inbox = join(folder, 'inbox');
    await mkdir(inbox);
    await writeFile(join(inbox, 'vip.csv'), '1\n');
    const { child, ended } = run('--every', 'never', '--inbox', inbox);
    const { endpoints } = await untilReady(child.pid);
    expect(await (await fetch(`${endpoints.s3}/inbox/vip.csv`)).text()).toBe('1\n');
    child.kill('SIGTERM');
    await ended;
    expect(await readFile(join(inbox, 'vip.csv'), 'utf8')).toBe('1\n');
  });

  it('says that an inbox was not there', async () => {
    const inbox = join(folder, 'exprots', 'today');
    const { child, ended } = run('--every', 'never', '--inbox', inbox);
    await untilReady(child.pid);
    child.kill('SIGTERM');
    expect((await ended).stdout).toContain(`Created ${inbox}: --inbox ${inbox} was not there.`);
    expect(existsSync(inbox)).toBe(true);
  });

  it('says what it does, how long that took, and what is left', async () => {
    const { child, ended } = run('--every', 'never');
    await untilReady(child.pid);
    child.kill('SIGINT');
    const { stdout } = await ended;
    for (const done of ['found the assembly', 'started S3, DynamoDB', 'connected 2 functions'])
      expect(stdout).toMatch(new RegExp(`^ +\\d+\\.\\d s {2}${done}`, 'm'));
    expect(stdout).toMatch(/^The stack is up: http:\/\/127\.0\.0\.1:\d+ \(after \d+\.\d s\)$/m);
    expect(stdout).toContain('Stopped.');
  });

  it.each([
    ['Pid', 0],
    ['Failing', 1],
  ])('--once fires the rules, waits for %s, and exits with %d', async (functionId, expected) => {
    const resources = { Tick: rule(functionId) };
    await writeAssembly(assembly, { functions, resources, outputs: contractOutputs });
    const { code, stdout } = await run('--once').ended;
    expect(code).toBe(expected);
    expect(stdout.includes('Tiny-Failing: Error: always')).toBe(expected === 1);
  });

  it('exits with 2 when the command line is wrong', async () => {
    expect(await run('--every', 'always').ended).toMatchObject({ code: 2 });
  });
});
