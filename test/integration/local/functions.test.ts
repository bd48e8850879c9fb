import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '../../../local/local-stack.ts';
import { anyPorts } from '../../../local/ports.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { eventually } from '../../support/eventually.ts';
import { writeAssembly } from '../../support/local-assembly.ts';

const functions = {
  Echo: {
    source: `export const handler = async (event, context) => ({
      event, pid: process.pid, env: process.env, cwd: process.cwd(),
      name: context.functionName, remaining: context.getRemainingTimeInMillis() })`,
    properties: { Environment: { Variables: { BUCKET_NAME: { Ref: 'Inbox' } } } },
  },
  Nothing: { source: 'export const handler = async () => {}' },
  Sleeper: {
    source: 'export const handler = () => new Promise(() => setInterval(() => {}, 1000))',
    properties: { Timeout: 1 },
  },
  Blocker: { source: 'export const handler = () => { for (;;); }', properties: { Timeout: 1 } },
  Hog: {
    source: `export const handler = () => {
      const kept = []; for (;;) kept.push(Buffer.alloc(2 ** 22, 1)) }`,
    properties: { MemorySize: 192 },
  },
  Crasher: {
    source: `export const handler = async () => {
      console.error('the disk is on fire'); process.exit(3) }`,
  },
  Thrower: { source: `export const handler = async () => { throw new TypeError('no such row') }` },
  Broken: { source: `throw new Error('cannot be loaded')` },
  Bounded: {
    source: `import { getHeapStatistics } from 'node:v8';
      export const handler = async () => getHeapStatistics().heap_size_limit / 2 ** 20`,
    properties: {
      MemorySize: 1024,
      Environment: { Variables: { NODE_OPTIONS: '--max-old-space-size=64' } },
    },
  },
};

let folder: string;
let stack: LocalStack;
let lambda: LambdaClient;
const troubles: string[] = [];
const crashes: Error[] = [];

beforeAll(async () => {
  process.env.SECRET_OF_THE_PERSON = 'do not pass on';
  folder = await mkdtemp(join(tmpdir(), 'local-functions-'));
  stack = await startLocalStack({
    assembly: await writeAssembly(join(folder, 'assembly'), { functions }),
    bucketFolder: join(folder, 'bucket'),
    logFolder: join(folder, 'logs'),
    ports: anyPorts,
    onTrouble: (message) => troubles.push(message),
    onCrash: (error) => crashes.push(error),
  });
  lambda = new LambdaClient({ ...sdkSettings(stack.endpoints.lambda) });
});

afterAll(async () => {
  delete process.env.SECRET_OF_THE_PERSON;
  lambda.destroy();
  await stack.stop();
  await rm(folder, { recursive: true });
});

/** Invokes as any program would: with the SDK. */
const invoke = async (name: string, event: unknown = {}) => {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: `Tiny-${name}`, Payload: JSON.stringify(event) }),
  );
  const result: unknown = JSON.parse(Buffer.from(Payload ?? []).toString());
  return { failed: FunctionError, result: result as Record<string, unknown> };
};

describe('an invocation', () => {
  it('gets the event and the context, and returns the result', async () => {
    const { failed, result } = await invoke('Echo', { hello: 'wörld' });
    expect(failed).toBeUndefined();
    expect(result).toMatchObject({ event: { hello: 'wörld' }, name: 'Tiny-Echo' });
    expect(result.remaining).toBeGreaterThan(0);
    expect(result.remaining).toBeLessThanOrEqual(20_000);
  });

  it('has the environment of the template and of Lambda, and nothing of this machine', async () => {
    const { result } = await invoke('Echo');
    expect(result.env).toMatchObject({
      BUCKET_NAME: 'inbox',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'Tiny-Echo',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL_S3: stack.endpoints.s3,
      AWS_ENDPOINT_URL_DYNAMODB: stack.endpoints.dynamodb,
      AWS_ENDPOINT_URL_SQS: stack.endpoints.sqs,
      AWS_ENDPOINT_URL_SES: stack.endpoints.ses,
    });
    expect(result.env).not.toHaveProperty('SECRET_OF_THE_PERSON');
    expect(result.env).not.toHaveProperty('HOME');
  });

  it('returns null for undefined', async () => {
    expect(await invoke('Nothing')).toEqual({ failed: undefined, result: null });
  });

  it('uses a warm environment again, and another one while that is busy', async () => {
    const first = await invoke('Echo');
    const second = await invoke('Echo');
    expect(second.result.pid).toBe(first.result.pid);
    const both = await Promise.all([invoke('Echo'), invoke('Echo')]);
    expect(new Set(both.map(({ result }) => result.pid)).size).toBe(2);
  });

  it('has the heap that the template gives it, in place of one that fits the memory', async () => {
    // 64 MB, and what V8 adds for the young generation; it would be over 900 MB otherwise.
    expect((await invoke('Bounded')).result).toBeLessThan(512);
  });

  it('is asynchronous on demand', async () => {
    const before = (await stack.status()).functions['Tiny-Nothing']?.started ?? 0;
    const { StatusCode } = await lambda.send(
      new InvokeCommand({ FunctionName: 'Tiny-Nothing', InvocationType: 'Event' }),
    );
    expect(StatusCode).toBe(202);
    await stack.drained();
    expect((await stack.status()).functions['Tiny-Nothing']?.started).toBe(before + 1);
  });
});

describe('an invocation that fails', () => {
  it.each([
    ['Thrower', 'TypeError', /^no such row$/],
    ['Sleeper', 'Sandbox.Timedout', /^Task timed out after 1.00 seconds$/],
    ['Blocker', 'Sandbox.Timedout', /^Task timed out after 1.00 seconds$/],
    ['Hog', 'Runtime.OutOfMemory', /^Runtime exited: out of memory \(\d+ MB used, 192 MB/],
    ['Crasher', 'Runtime.ExitError', /^Runtime exited with exit status 3\nthe disk is on fire$/],
    ['Broken', 'Runtime.ExitError', /exit status 1\n[^]*cannot be loaded/],
  ])('%s says why: %s', async (name, errorType, errorMessage) => {
    const { failed, result } = await invoke(name);
    expect(failed).toBe('Unhandled');
    expect(result).toMatchObject({
      errorType,
      errorMessage: expect.stringMatching(errorMessage) as unknown,
    });
    expect(troubles).toContainEqual(expect.stringContaining(`Tiny-${name}: ${errorType}: `));
  });

  it('leaves its output and its end in the log of the function', async () => {
    await invoke('Crasher');
    const log = join(folder, 'logs', 'Tiny-Crasher.log');
    await eventually('the crash is logged', async () =>
      /^the disk is on fire\nREPORT RequestId: \S+ Duration: \d+ ms .* Error: Runtime exited/m.test(
        await readFile(log, 'utf8'),
      ),
    );
  });

  it('is refused if there is no such function, with the names of those that there are', async () => {
    await expect(invoke('Unknown')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('Tiny-Echo') as unknown,
    });
  });
});

describe('the control server', () => {
  it('shows a page that loads and runs nothing of others', async () => {
    const page = await fetch(stack.endpoints.lambda);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('src="/console/page.js"');
    const script = await fetch(new URL('/console/page.js', stack.endpoints.lambda));
    expect(script.headers.get('content-type')).toContain('javascript');
  });

  it('tells the page what there is, also of a stack that is none of ours', async () => {
    const state = await (await fetch(new URL('/console/state', stack.endpoints.lambda))).json();
    expect(state).toMatchObject({
      name: 'Tiny',
      screen: null,
      scanner: null,
      projects: [],
      mails: [],
      scans: [],
      endpoints: stack.endpoints,
      functions: expect.arrayContaining([
        expect.objectContaining({ name: 'Tiny-Echo', timeoutSeconds: 20, memoryMegabytes: 256 }),
      ]) as unknown,
    });
  });

  it('refuses calls to services that are not there', async () => {
    const response = await fetch(stack.endpoints.lambda, {
      method: 'POST',
      headers: { 'x-amz-target': 'Kinesis_20131202.PutRecord' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('no service for POST Kinesis_20131202.PutRecord');
  });
});

it('the emulators survive a client that is killed in the middle of its request', async () => {
  const { hostname, port } = new URL(stack.endpoints.dynamodb);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf of it', () => {
    socket.resetAndDestroy();
  });
  await once(socket, 'close');
  const dynamodb = new DynamoDBClient(sdkSettings(stack.endpoints.dynamodb));
  await expect(dynamodb.send(new ListTablesCommand())).resolves.toMatchObject({ TableNames: [] });
  dynamodb.destroy();
  expect(crashes).toEqual([]);
});
