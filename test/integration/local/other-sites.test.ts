import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Emulators, startEmulators } from '../../../local/emulators/start-emulators.ts';
import { anyPorts } from '../../../local/ports.ts';

let folder: string;
let plain: Emulators;
let throttled: Emulators;

const start = async (name: string, more: object = {}): Promise<Emulators> => {
  const directory = join(folder, name);
  await mkdir(directory);
  await writeFile(join(directory, 'vip.csv'), 'u1\n');
  const settings = { bucket: 'inbox', directory, tellsObjects: false, ports: anyPorts, ...more };
  const listeners = { onCrash: () => undefined, onObject: () => undefined };
  return startEmulators(settings, join(folder, `${name}.log`), {
    ...listeners,
    onTrouble: () => undefined,
  });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'other-sites-'));
  [plain, throttled] = await Promise.all([
    start('plain', { writer: { prefix: '', actions: ['s3:GetObject', 's3:ListBucket'] } }),
    start('throttled', { throttle: { read: 100, write: 100 } }),
  ]);
});
afterAll(async () => {
  await Promise.all([plain.stop(), throttled.stop()]);
  await rm(folder, { recursive: true });
});

interface Asked {
  url: () => string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Each changes nothing. */
const addresses: Record<string, Asked> = {
  'the bucket': { url: () => `${plain.endpoints.s3}/inbox/vip.csv` },
  "a writer's bucket": { url: () => `${plain.endpoints.writer ?? ''}/inbox/vip.csv` },
  queues: {
    url: () => plain.endpoints.sqs,
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.ListQueues',
    },
    body: '{}',
  },
  mails: { url: () => `${plain.endpoints.ses}/store` },
  ...Object.fromEntries(
    (['tables', 'throttled tables'] as const).map((name) => [
      name,
      {
        url: () => (name === 'tables' ? plain : throttled).endpoints.dynamodb,
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'DynamoDB_20120810.ListTables',
          authorization:
            'AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a',
          'x-amz-date': '20260101T000000Z',
        },
        body: '{}',
      },
    ]),
  ),
};

const ask = (
  { url, method = 'GET', headers = {}, body }: Asked,
  more: Record<string, string> = {},
): Promise<{ status: number | undefined; body: string; shared: string | undefined }> =>
  new Promise((resolve, reject) => {
    request(url(), { method, headers: { ...headers, ...more } })
      .on('response', (response) => {
        text(response).then((answered) => {
          resolve({
            status: response.statusCode,
            body: answered,
            shared: response.headers['access-control-allow-origin'],
          });
        }, reject);
      })
      .on('error', reject)
      .end(body);
  });

it.each(Object.entries(addresses))('%s: what an SDK asks for is answered', async (_, asked) => {
  expect(await ask(asked)).toMatchObject({ status: 200 });
  const origin = new URL(asked.url()).origin;
  expect(await ask(asked, { origin })).toMatchObject({ status: 200 });
});

it.each(Object.entries(addresses))('%s: what other sites ask for is not', async (_, asked) => {
  for (const [headers, named] of [
    [{ origin: 'https://example.com' }, 'https://example.com'],
    [{ origin: 'http://127.0.0.1:3000' }, 'http://127.0.0.1:3000'],
    [{ origin: 'null' }, 'null'],
    [{ host: 'evil.example' }, 'evil.example'],
  ] as const) {
    const { status, body, shared } = await ask(asked, headers);
    expect([status, shared]).toEqual([403, undefined]);
    expect(body).toContain(named);
  }
});

it.each(Object.entries(addresses))('%s: no browser is told that it may ask', async (_, asked) => {
  const preflight = {
    origin: 'https://example.com',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-amz-target',
  };
  const { status, shared } = await ask({ url: asked.url, method: 'OPTIONS' }, preflight);
  expect([status, shared]).toEqual([403, undefined]);
});

it('the bucket keeps what a simple request of another site would delete', async () => {
  const deletion = '<Delete><Object><Key>vip.csv</Key></Object><Quiet>true</Quiet></Delete>';
  const url = (): string => `${plain.endpoints.s3}/inbox?delete`;
  const headers = { 'content-type': 'text/plain', origin: 'https://example.com' };
  expect(await ask({ url, method: 'POST', body: deletion }, headers)).toMatchObject({
    status: 403,
  });
  expect(await ask(addresses['the bucket']!)).toMatchObject({ status: 200, body: 'u1\n' });
});
