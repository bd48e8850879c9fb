import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import {
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTables } from '../../../local/emulators/create-resources.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { stackFileSchema, type StackFile } from '../../../local/stack-file.ts';
import type { TableModel } from '../../../local/template/stack-model.ts';
import { eventually } from '../../support/eventually.ts';
import { contractOutputs, writeAssembly } from '../../support/local-assembly.ts';
import { type OneEndpoint, startOneEndpoint } from '../../support/one-endpoint.ts';
import { childrenOf } from '../../support/processes.ts';

const program = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));

const functions = {
  Probe: {
    source: `import { appendFileSync } from 'node:fs';
      export const handler = async (event) => {
        for (const { body } of event.Records ?? []) appendFileSync(process.env.TRACE, body + '\\n');
        return Object.entries(process.env).filter(([name]) => name.startsWith('AWS_ENDPOINT_URL_'));
      }`,
  },
};
const table: Omit<TableModel, 'TableName'> = {
  KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'owner', AttributeType: 'S' }],
};
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

let folder: string;
let outside: OneEndpoint;
let words: string[];
let started: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outside-emulator-'));
  const directory = join(folder, 'bucket');
  await mkdir(directory);
  outside = await startOneEndpoint({
    bucket: 'inbox',
    directory,
    logFile: join(folder, 'emulators.log'),
  });
  const Environment = {
    Variables: { TRACE: join(folder, 'trace'), SENDER_EMAIL: 'sender@example.com' },
  };
  const assembly = await writeAssembly(join(folder, 'assembly'), {
    functions: { Probe: { ...functions.Probe, properties: { Environment } } },
    resources: {
      Files: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arnOf('Files'), FunctionName: { Ref: 'Probe' } },
      },
      Lists: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { ...table, BillingMode: 'PAY_PER_REQUEST' },
      },
    },
    outputs: contractOutputs,
  });
  words = [program, '--assembly', assembly, '--empty', '--every', 'never'];
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
});
afterAll(async () => {
  await outside.stop();
  await rm(folder, { recursive: true });
});

const start = (state: string, endpoint: string, ...more: readonly string[]) => {
  const all = [...words, '--state', state, '--endpoint', endpoint, ...more];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr, [code]]) => ({ stdout, stderr, code: code as number | null }),
  );
  return { child, ended };
};

const readStackFile = async (state: string): Promise<StackFile | undefined> => {
  const content = await readFile(join(state, 'stack.json'), 'utf8').catch(() => undefined);
  return content === undefined ? undefined : stackFileSchema.parse(JSON.parse(content));
};

describe('npm start -- --endpoint', () => {
  it('creates what the template names there, and starts no emulator', async () => {
    const { url } = outside;
    const state = join(folder, 'first');
    const { child, ended } = start(state, url);
    const stack = await eventually('it is ready', () => readStackFile(state));
    expect(stack.endpoints).toMatchObject({ s3: url, dynamodb: url, sqs: url, ses: url });
    expect(await childrenOf(child.pid)).toEqual([]);
    expect(outside.verified).toContain('sender@example.com');

    const sqs = new SQSClient(sdkSettings(url));
    const QueueUrl = `${url}/000000000000/Tiny-Files`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'from the queue' }));
    sqs.destroy();
    await eventually('the function is fed', async () =>
      (await readFile(join(folder, 'trace'), 'utf8').catch(() => '')).includes('from the queue'),
    );

    const lambda = new LambdaClient(sdkSettings(stack.endpoints.lambda));
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'Tiny-Probe' }));
    lambda.destroy();
    const told = JSON.parse(Buffer.from(Payload ?? []).toString()) as [string, string][];
    expect(new Set(told.map(([, endpoint]) => endpoint))).toEqual(new Set([url]));

    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(join(state, 'logs'))).toEqual(['Tiny-Probe.log']);
    expect([...outside.called].sort()).toEqual(['dynamodb', 's3', 'ses', 'sqs']);
  });

  it('uses what it finds there, as it is', async () => {
    await createTables(outside.url, [{ TableName: 'Tiny-Lists', ...table }]);
    const dynamodb = new DynamoDBClient(sdkSettings(outside.url));
    const Item = { owner: { S: 'somebody' } };
    await dynamodb.send(new PutItemCommand({ TableName: 'Tiny-Lists', Item }));
    const state = join(folder, 'second');
    start(state, outside.url);
    await eventually('it is ready', () => readStackFile(state));
    const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'Tiny-Lists' }));
    expect(Items).toEqual([Item]);
    dynamodb.destroy();
  });

  it('refuses what is more than its tables take', async () => {
    const state = join(folder, 'third');
    start(state, outside.url, '--throttle', '1,1');
    const { endpoints } = await eventually('it is ready', () => readStackFile(state));
    expect(endpoints).toMatchObject({ s3: outside.url, sqs: outside.url, ses: outside.url });
    const dynamodb = new DynamoDBClient(sdkSettings(endpoints.dynamodb));
    const Item = { owner: { S: 'somebody' }, text: { S: 'x'.repeat(100_000) } };
    const put = () => dynamodb.send(new PutItemCommand({ TableName: 'Tiny-Lists', Item }));
    await put();
    await expect(put()).rejects.toThrow(ProvisionedThroughputExceededException);
    dynamodb.destroy();
  });

  it('says so when nothing answers there', async () => {
    const { ended } = start(join(folder, 'nobody'), 'http://127.0.0.1:1');
    expect(await ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^the emulator at http:\/\/127\.0\.0\.1:1 gives no bucket inbox: .+ Is it running, with S3\?\n$/,
      ) as unknown,
    });
  });
});
