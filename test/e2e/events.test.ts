import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type EventDetail, eventDetailSchema } from '../../lambdas/shared/domain/event-detail.ts';
import type { ImportView } from '../../lambdas/shared/domain/import-view.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

jest.setTimeout(600_000);

const settings = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

let stack: RunningStack;
let sqs: SQSClient;
let lambda: LambdaClient;
let eventBridge: EventBridgeClient;
let queueUrl: string;
let announcer: string;

beforeAll(async () => {
  stack = await startStack();
  sqs = new SQSClient({ ...settings, endpoint: stack.endpoints.sqs });
  lambda = new LambdaClient({ ...settings, endpoint: stack.endpoints.lambda });
  eventBridge = new EventBridgeClient({ ...settings, endpoint: stack.endpoints.lambda });
  await sqs.send(new CreateQueueCommand({ QueueName: 'trouble' }));
  queueUrl = `${stack.endpoints.sqs}/000000000000/trouble`;
  const status = await (await fetch(`${stack.endpoints.lambda}/status`)).json();
  const { functions } = status as { functions: object };
  announcer = Object.keys(functions).find((name) => name.includes('Announcer'))!;

  await stack.command(
    ...['project', 'put', 'shop', '--admin-email', 'a@example.com', '--audience-limit', '5'],
  );
  await writeFile(join(stack.folder, 'users.csv'), 'a\nb\n');
  await stack.command('users', 'load', 'shop', join(stack.folder, 'users.csv'));
  await mkdir(join(stack.inbox, 'shop'));
});
afterAll(async () => {
  sqs.destroy();
  lambda.destroy();
  eventBridge.destroy();
  await stack.stop();
});

const importFile = async (name: string, content: string | Buffer): Promise<void> => {
  await writeFile(join(stack.inbox, 'shop', name), content);
  await stack.command('scan', '--wait');
};

/** What a queue has got after a run of the announcer. */
const received = async (): Promise<unknown[]> => {
  await lambda.send(new InvokeCommand({ FunctionName: announcer }));
  await new Promise<void>((resolve, reject) => {
    const look = async (): Promise<void> => {
      const status = await (await fetch(`${stack.endpoints.lambda}/status`)).json();
      if ((status as { drained: boolean }).drained) resolve();
      else setTimeout(() => void look().catch(reject), 20);
    };
    look().catch(reject);
  });
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
  );
  return messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
};

const detailOf = (event: unknown): EventDetail =>
  eventDetailSchema.parse((event as { detail: unknown }).detail);

/** As docs/events.md has it. */
const trouble = {
  source: ['audience-import'],
  'detail-type': ['Audience Held', 'Import Failed'],
  detail: { project: ['shop'] },
};

const putRule = async (Name: string, pattern: object, input: object = {}): Promise<void> => {
  await eventBridge.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify(pattern) }));
  await eventBridge.send(
    new PutTargetsCommand({
      Rule: Name,
      Targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:000000000000:trouble', ...input }],
    }),
  );
};
const removeRule = async (Name: string): Promise<void> => {
  await eventBridge.send(new RemoveTargetsCommand({ Rule: Name, Ids: ['queue'] }));
  await eventBridge.send(new DeleteRuleCommand({ Name }));
};

describe('a rule of the customer', () => {
  it('gets what it asks for, in the words of its input transformer', async () => {
    await putRule('audience-trouble', trouble, {
      InputTransformer: {
        InputPathsMap: { type: '$.detail-type', name: '$.detail.name', cause: '$.detail.cause' },
        InputTemplate: '{"type":<type>,"name":<name>,"cause":<cause>}',
      },
    });
    await importFile('good.csv', 'a\nb\nc\n');
    await importFile('no "quotes".csv', Buffer.from([0xff]));
    expect(await received()).toEqual([
      { type: 'Import Failed', name: 'no "quotes"', cause: 'not-utf8' },
    ]);
    await removeRule('audience-trouble');
  });

  it('gets every event, whose numbers are in order, with the record that the command prints', async () => {
    await putRule('everything', { source: ['audience-import'] });
    await importFile('vip.csv', 'a\n');
    await importFile('vip.csv', 'a\nb\n');
    await stack.command('audience', 'rollback', 'shop', 'vip');
    await stack.command('audience', 'delete', 'shop', 'vip', '--with-file');
    // A bus may change the order in which it delivers.
    const events = (await received()).toSorted(
      (one, other) => detailOf(one).sequence - detailOf(other).sequence,
    );
    expect(events).toMatchObject([
      { 'detail-type': 'Audience Published', detail: { trigger: 'file', version: 1 } },
      { 'detail-type': 'Audience Published', detail: { trigger: 'file', version: 2 } },
      { 'detail-type': 'Audience Published', detail: { trigger: 'rollback', version: 1 } },
      { 'detail-type': 'Audience Deleted', detail: { version: null, live: null } },
    ]);
    const details = events.map(detailOf);
    expect(details.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(details.map(({ live }) => live?.members)).toEqual([1, 2, 1, undefined]);
    const history = await stack.commandJson<(ImportView & { decisions: unknown[] })[]>(
      ...['import', 'history', 'shop', 'vip'],
    );
    const records = history.map(({ decisions: _, ...record }) => record);
    expect(details.slice(0, 2).map(({ record }) => record)).toEqual(records.toReversed());
    await removeRule('everything');
  });

  it.each([
    ['an operator that is not understood', { source: [{ wildcard: '*' }] }, 'wildcard'],
    ['what is no pattern', { source: 'audience-import' }, 'expected a list'],
  ])('is refused for %s', async (_, pattern, message) => {
    await expect(putRule('wrong', pattern)).rejects.toThrow(message);
  });

  it('is refused a target that is not there', async () => {
    await eventBridge.send(
      new PutRuleCommand({ Name: 'lost', EventPattern: JSON.stringify(trouble) }),
    );
    const Targets = [{ Id: 'topic', Arn: 'arn:aws:sns:us-east-1:000000000000:topic' }];
    await expect(
      eventBridge.send(new PutTargetsCommand({ Rule: 'lost', Targets })),
    ).rejects.toThrow('topic is no function of this stack, nor a queue');
  });
});

it('the announcer function has called all that its role allows', async () => {
  expect(await stack.unusedRights('announcer')).toEqual([]);
});
