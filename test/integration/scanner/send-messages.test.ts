import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createSendMessages } from '../../../lambdas/scanner/adapters/send-messages.ts';
import type { Order } from '../../../lambdas/scanner/ports.ts';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import { decodeMessage } from '../../../lambdas/shared/decode-message.ts';
import { aMessage } from '../../support/factories.ts';

interface Batch {
  QueueUrl: string;
  Entries: { Id: string; MessageBody: string; MessageGroupId?: string }[];
}

// Not the emulator of the local stack: it drops the group, and refuses no entry of a batch.
let server: Server;
let sqs: SQSClient;
let queueUrl: string;
let batches: Batch[];

beforeAll(async () => {
  batches = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const batch = JSON.parse(body) as Batch;
      batches.push(batch);
      const [first, second] = batch.Entries;
      response.end(
        JSON.stringify({
          Successful: [{ Id: first?.Id, MessageId: 'm', MD5OfMessageBody: 'unchecked' }],
          Failed: second && [
            { Id: second.Id, SenderFault: false, Code: 'InternalError', Message: 'try again' },
          ],
        }),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  queueUrl = `${url}/000000000000/imports`;
  sqs = new SQSClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    md5: false,
  });
});
afterAll(() => {
  sqs.destroy();
  server.close();
});

describe('sending messages', () => {
  const messages = ['shop', 'news', 'shop'].map((projectId, index) =>
    aMessage({ projectId, fileName: `${index}.csv` }),
  );
  const toOrder = (...files: [ImportMessage, ...ImportMessage[]]): Order => ({
    projectId: files[0].projectId,
    path: files[0].path,
    files,
  });
  const orders = messages.map((message) => toOrder(message));
  const decode = ({ MessageBody }: { MessageBody: string }) => decodeMessage(MessageBody, Infinity);

  it('reports on each entry of the answer, and takes one that it lacks for refused', async () => {
    const [first, second, third] = orders;
    expect(await createSendMessages(sqs, queueUrl)(orders)).toEqual({
      confirmed: [first],
      refused: [
        { order: second, reason: 'try again' },
        { order: third, reason: 'not mentioned in the answer' },
      ],
    });
  });

  it('groups them by project, so that a large one does not hold up the others', async () => {
    await createSendMessages(sqs, queueUrl)(orders);
    const { QueueUrl, Entries } = batches.at(-1)!;
    expect(QueueUrl).toBe(queueUrl);
    expect(Entries.map(({ MessageGroupId }) => MessageGroupId)).toEqual(['shop', 'news', 'shop']);
    expect(Entries.map(decode)).toEqual(messages.map((message) => [message]));
  });

  it('says once what is the same for all files of a message', async () => {
    const files = ['a.csv', 'b.csv'].map((fileName) => aMessage({ fileName }));
    await createSendMessages(sqs, queueUrl)([toOrder(files[0]!, files[1]!)]);
    const [entry] = batches.at(-1)!.Entries;
    expect(decode(entry!)).toEqual(files);
    expect(entry!.MessageBody.match(/projectId/g)).toHaveLength(1);
  });

  it('escapes what SQS refuses: the name arrives as it is, and an import can reject it', async () => {
    const hostile = ['\u0001', '\u007f', '\ufffe', '\uffff', '\ufdd0', '\u{1ffff}', '"\\', '😀ü'];
    const named = hostile.map((name) => aMessage({ fileName: `${name}.csv` }));
    await createSendMessages(sqs, queueUrl)(named.map((message) => toOrder(message)));
    const { Entries } = batches.at(-1)!;
    for (const { MessageBody } of Entries)
      expect(MessageBody).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    expect(Entries.map(decode)).toEqual(named.map((message) => [message]));
  });
});
