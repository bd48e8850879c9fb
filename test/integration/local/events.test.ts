import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { startLocalStack, type LocalStack } from '../../../local/local-stack.ts';
import { anyPorts } from '../../../local/ports.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { eventually } from '../../support/eventually.ts';
import { writeAssembly } from '../../support/local-assembly.ts';

/** Writes each event it gets as a line into the file TRACE. */
const tracing = `import { appendFileSync, existsSync } from 'node:fs';
  const trace = (line) => appendFileSync(process.env.TRACE, line + '\\n');`;

const sources = {
  /** reports the messages whose body is "bad" */
  Picky: `${tracing} export const handler = async (event) => {
    trace(JSON.stringify(event));
    return { batchItemFailures: event.Records.filter(({ body }) => body === 'bad')
      .map(({ messageId }) => ({ itemIdentifier: messageId })) } }`,
  Failing: `export const handler = async () => { throw new Error('always') }`,
  /** ends when the file GATE is there */
  Gated: `${tracing} export const handler = async () => {
    trace('+');
    while (!existsSync(process.env.GATE)) await new Promise((resolve) => setTimeout(resolve, 10));
    trace('-') }`,
  /** wants its message back at once, and fails, until it gets it for the second time */
  Impatient: `${tracing} export const handler = async ({ Records: [{ receiptHandle, attributes }] }) => {
    trace(attributes.ApproximateReceiveCount);
    if (attributes.ApproximateReceiveCount > 1) return;
    await fetch(process.env.AWS_ENDPOINT_URL_SQS, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AmazonSQS.ChangeMessageVisibility',
        'content-type': 'application/x-amz-json-1.0',
      },
      body: JSON.stringify({
        QueueUrl: process.env.QUEUE_URL, ReceiptHandle: receiptHandle, VisibilityTimeout: 0,
      }),
    });
    throw new Error('again') }`,
  Listening: `${tracing} export const handler = async (event) => trace(JSON.stringify(event))`,
  Ticking: `${tracing} export const handler = async (event) => trace(JSON.stringify(event))`,
};

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const queue = (properties: object) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
const mapping = (id: string, properties: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: arnOf(`${id}Queue`), FunctionName: { Ref: id }, ...properties },
});
const redrive = { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 2 };
// Longer than a function takes on a busy machine: else what it is about to delete comes again.
const short = { VisibilityTimeout: 5, RedrivePolicy: redrive };

const resources = {
  Dead: queue({}),
  PickyQueue: queue(short),
  PickyMapping: mapping('Picky', { FunctionResponseTypes: ['ReportBatchItemFailures'] }),
  FailingQueue: queue(short),
  FailingMapping: mapping('Failing', { BatchSize: 1 }),
  GatedQueue: queue({ VisibilityTimeout: 60 }),
  GatedMapping: mapping('Gated', { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } }),
  ImpatientQueue: queue({ VisibilityTimeout: 43_200 }),
  ImpatientMapping: mapping('Impatient', { BatchSize: 1 }),
  Tick: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 day)',
      Targets: [{ Arn: arnOf('Ticking'), Id: 'Target' }],
    },
  },
  Heard: queue({}),
  Hear: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['tests', 'aws.tests'], detail: { name: [{ prefix: 'vip' }] } },
      Targets: [
        { Arn: arnOf('Listening'), Id: 'Function' },
        { Arn: arnOf('Heard'), Id: 'Queue' },
      ],
    },
  },
};

let folder: string;
let stack: LocalStack;
let sqs: SQSClient;
let eventBridge: EventBridgeClient;

const file = (name: string) => join(folder, name);
const lines = async (name: string) =>
  (await readFile(file(name), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
const urlOf = (id: string) => `${stack.endpoints.sqs}/000000000000/Tiny-${id}`;
const send = (id: string, body: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: urlOf(`${id}Queue`),
      MessageBody: body,
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
    }),
  );
const deadLetters = async () => {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: urlOf('Dead'),
      VisibilityTimeout: 0,
      MaxNumberOfMessages: 10,
    }),
  );
  return messages.map(({ Body }) => Body);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-events-'));
  const functions = Object.fromEntries(
    Object.entries(sources).map(([id, source]) => {
      const Timeout = id === 'Gated' ? 60 : 1;
      const QUEUE_URL = id === 'Impatient' ? { Ref: 'ImpatientQueue' } : '';
      const Variables = { TRACE: file(id), GATE: file('gate'), QUEUE_URL };
      return [id, { source, properties: { Timeout, Environment: { Variables } } }];
    }),
  );
  stack = await startLocalStack({
    assembly: await writeAssembly(file('assembly'), { functions, resources }),
    bucketFolder: file('bucket'),
    logFolder: file('logs'),
    ports: anyPorts,
    onTrouble: () => undefined,
    onCrash: () => undefined,
  });
  sqs = new SQSClient(sdkSettings(stack.endpoints.sqs));
  // It takes its time to die: meanwhile other tests run.
  await send('Failing', 'doomed');
  eventBridge = new EventBridgeClient(sdkSettings(stack.endpoints.lambda));
});

afterAll(async () => {
  sqs.destroy();
  eventBridge.destroy();
  await stack.stop();
  await rm(folder, { recursive: true });
});

describe('an event source mapping', () => {
  it('deletes what succeeded, repeats what was reported, and lets it go to the dead letters', async () => {
    await send('Picky', 'good');
    const { MessageId: bad } = await send('Picky', 'bad');
    await eventually('the bad message is dead', async () => (await deadLetters()).includes('bad'));
    await stack.drained();

    const records = (await lines('Picky')).flatMap(
      (line) => (JSON.parse(line) as SQSEvent).Records,
    );
    const received = (body: string) => records.filter((record) => record.body === body);
    expect(received('good')).toHaveLength(1);
    expect(received('bad').map(({ attributes }) => attributes.ApproximateReceiveCount)).toEqual([
      '1',
      '2',
    ]);
    expect(received('bad')[0]).toMatchObject({
      messageId: bad,
      receiptHandle: expect.any(String) as unknown,
      md5OfBody: 'bae60998ffe4923b131e3d6e4c19993e',
      messageAttributes: { kind: { stringValue: 'test', dataType: 'String' } },
      attributes: { SentTimestamp: expect.stringMatching(/^\d{13}$/) as unknown },
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Tiny-PickyQueue',
      awsRegion: 'us-east-1',
    });
  });

  it('repeats the whole batch of a function that fails, until it is dead', async () => {
    await eventually('it is dead', async () => (await deadLetters()).includes('doomed'));
    await stack.drained();
    expect((await stack.status()).functions['Tiny-Failing']).toEqual({
      running: 0,
      started: 2,
      failed: 2,
    });
  });

  it('repeats when its function has said, not when the visibility timeout ends', async () => {
    await send('Impatient', 'soon');
    await eventually('it came again', async () => (await lines('Impatient')).length === 2);
    await stack.drained();
    expect(await lines('Impatient')).toEqual(['1', '2']);
  });

  it('has no more under way than its maximum concurrency', async () => {
    for (const body of ['1', '2', '3', '4', '5']) await send('Gated', body);
    await eventually('two have started', async () => (await lines('Gated')).length === 2);
    const status = await stack.status();
    expect(status.drained).toBe(false);
    expect(status.queues['Tiny-GatedQueue']).toMatchObject({ visible: 3, inFlight: 2 });
    expect(status.mappings).toContainEqual({
      queue: 'Tiny-GatedQueue',
      function: 'Tiny-Gated',
      inFlight: 2,
    });

    await writeFile(file('gate'), '');
    await stack.drained();
    const steps = (await lines('Gated')).map((sign) => (sign === '+' ? 1 : -1));
    expect(steps).toHaveLength(10);
    let running = 0;
    expect(Math.max(...steps.map((step) => (running += step)))).toBe(2);
  });
});

describe('the event bus', () => {
  const entry = (name: string) => ({
    Source: 'tests',
    DetailType: 'Test',
    Resources: ['arn:one'],
    Time: new Date(1_000_500),
    Detail: JSON.stringify({ name }),
  });
  const put = (...Entries: readonly object[]) =>
    eventBridge.send(new PutEventsCommand({ Entries: [...Entries] }));
  const heard = async () => {
    await stack.drained();
    const QueueUrl = urlOf('Heard');
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { ReceiptHandle } of messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return messages.map(({ Body }) => JSON.parse(Body ?? '') as { detail: { name: string } });
  };

  it('hands what is put to the functions and queues of the rules that match', async () => {
    const { FailedEntryCount, Entries: [first] = [] } = await put(entry('vip-1'), entry('all'));
    expect(FailedEntryCount).toBe(0);
    const event = {
      version: '0',
      id: first?.EventId,
      source: 'tests',
      'detail-type': 'Test',
      resources: ['arn:one'],
      account: '000000000000',
      region: 'us-east-1',
      time: '1970-01-01T00:16:40Z',
      detail: { name: 'vip-1' },
    };
    expect(await heard()).toEqual([event]);
    expect((await lines('Listening')).map((line) => JSON.parse(line) as unknown)).toEqual([event]);
  });

  it('answers entry by entry, as AWS does, and takes the others', async () => {
    const { FailedEntryCount, Entries: results = [] } = await put(
      entry('vip-2'),
      { ...entry('vip-3'), Source: 'aws.tests' },
      { ...entry('vip-4'), Detail: 'no JSON' },
      { ...entry('vip-5'), Detail: '[]' },
      { ...entry('vip-6'), DetailType: undefined },
      { ...entry('vip-7'), EventBusName: 'orders' },
      {
        ...entry('vip-8'),
        EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/default',
      },
    );
    expect(FailedEntryCount).toBe(5);
    expect(results.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'NotAuthorizedForSourceException',
      'MalformedDetail',
      'MalformedDetail',
      'InvalidArgument',
      'InvalidArgument',
      undefined,
    ]);
    expect((await heard()).map(({ detail }) => detail.name).sort()).toEqual(['vip-2', 'vip-8']);
  });

  it('takes no more than AWS takes at once', async () => {
    const eleven = Array.from({ length: 11 }, () => entry('vip'));
    const big = { ...entry('vip'), Detail: JSON.stringify({ name: 'vip'.padEnd(1_048_576) }) };
    for (const entries of [[], eleven, [big]])
      await expect(put(...entries)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await heard()).toEqual([]);
  });

  it('also takes what an AWS service says', async () => {
    const id = stack.publishEvent({
      source: 'aws.tests',
      detailType: 'Object Created',
      detail: { name: 'vip-9' },
    });
    expect(await heard()).toMatchObject([{ id, source: 'aws.tests', detail: { name: 'vip-9' } }]);
  });
});

it('a rule fires at once, and again at the given rate', async () => {
  expect(await lines('Ticking')).toEqual([]);
  stack.startRules(100);
  await eventually('three ticks', async () => (await lines('Ticking')).length >= 3);
  expect(JSON.parse((await lines('Ticking'))[0]!)).toMatchObject({
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    resources: ['arn:aws:events:us-east-1:000000000000:rule/Tiny-Tick'],
  });
});
