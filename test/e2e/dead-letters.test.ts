import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import { type ImportMessage, malformedPartition, metrics } from '../../lambdas/shared/contract.ts';
import type { AudienceDetails } from '../../lambdas/shared/domain/audience-view.ts';
import { readEmittedMetrics } from '../support/emitted-metrics.ts';
import { eventually } from '../support/eventually.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

interface Mail {
  to: string[];
  subject: string;
  text: string;
}

jest.setTimeout(600_000);

const settings = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const missingTable = 'Members';

let stack: RunningStack;
let sqs: SQSClient;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  stack = await startStack();
  sqs = new SQSClient({ ...settings, endpoint: stack.endpoints.sqs });
  dynamodb = new DynamoDBClient({ ...settings, endpoint: stack.endpoints.dynamodb });
});
afterAll(async () => {
  sqs.destroy();
  dynamodb.destroy();
  await stack.stop();
});

const deadLetter = (MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: stack.deadLetterQueueUrl, MessageBody }));

const showVip = () => stack.commandJson<AudienceDetails>('audience', 'show', 'shop', 'vip');

describe('what reaches the dead-letter queue', () => {
  it('ends as failed, recorded and mailed, and is tried again', async () => {
    await stack.command(
      ...['project', 'put', 'shop', '--admin-email', 'admin@example.com', '--audience-limit', '1'],
      ...['--users-table', missingTable, '--users-key', 'id', '--users-key-type', 'string'],
    );
    await mkdir(join(stack.inbox, 'shop'));
    await writeFile(join(stack.inbox, 'shop', 'vip.csv'), 'a\n');
    await stack.command('scan');
    const history = () =>
      stack.commandJson<{ outcome: string }[]>('import', 'history', 'shop', 'vip');
    await eventually('an import was interrupted', async () => (await history()).length > 0);

    // The message that the scan has sent, and waits for.
    const { source, enqueued } = (await createGetAudienceItem(
      DynamoDBDocumentClient.from(dynamodb),
      stack.tables.audiences,
    )('shop', 'vip.csv'))!;
    const message: ImportMessage = {
      projectId: 'shop',
      path: 'shop/',
      fileName: 'vip.csv',
      etag: source.etag,
      size: source.size,
      at: enqueued!.at,
    };
    await deadLetter(JSON.stringify(message));
    const failed = await eventually('it was given up', async () => {
      const audience = await showVip();
      return audience.status === 'failed' ? audience : undefined;
    });
    expect(failed).toMatchObject({ cause: 'gave-up', version: null });
    expect(Date.parse(failed.outcome!.retryAt!)).toBe(Date.parse(failed.outcome!.at) + 3_600_000);
    const [last, ...before] = (await history()).map(({ outcome }) => outcome);
    expect(last).toBe('failed');
    // A slow machine gets to the first repeat, which comes after a minute.
    expect(new Set(before)).toEqual(new Set(['interrupted']));

    await stack.command('scan', '--wait');
    const mails = await stack.commandJson<Mail[]>('mail', 'list');
    expect(mails).toMatchObject([{ to: ['admin@example.com'] }]);
    expect(mails[0]!.subject).toContain('shop: "vip.csv" failed');
    expect(mails[0]!.text).toContain('1 hour after the first failure');
  });

  it('is recorded and raises the alarm also if nobody can read it', async () => {
    await deadLetter('what is this?');
    const documents = DynamoDBDocumentClient.from(dynamodb);
    const [record] = await eventually('it is recorded', async () => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: stack.tables.imports,
          KeyConditionExpression: 'audience = :malformed',
          ExpressionAttributeValues: { ':malformed': malformedPartition },
        }),
      );
      return Items.length > 0 ? Items : undefined;
    });
    expect(record).toMatchObject({ reason: 'not-json', body: 'what is this?' });
    // What the alarm `dead-lettered` is on.
    await eventually('it is counted', async () =>
      (await readEmittedMetrics(stack.state)).some(
        ({ dimensions, values }) =>
          dimensions.service === 'AudienceImport-dead-letter' && values[metrics.deadLettered] === 1,
      ),
    );
  });
});

it('the dead-letter function has called all that its role allows', async () => {
  expect(await stack.unusedRights('dead-letter')).toEqual([]);
});
