import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import { startControlServer } from '../../../local/control/control-server.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';

let server: Emulator;
const published: string[] = [];

beforeAll(async () => {
  server = await startControlServer(0, {
    functions: () => [],
    publishEvent: ({ source }) => {
      published.push(source);
      return 'id';
    },
    ruleBook: { rules: () => [], calls: new Map() },
    status: () => Promise.reject(new Error('nobody asks')),
    console: () => new Hono(),
  });
});
afterAll(() => server.close());

const putEvent = (headers: Record<string, string>): Promise<{ status?: number; body: string }> =>
  new Promise((resolve, reject) => {
    request(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.PutEvents', ...headers },
    })
      .on('response', (response) => {
        text(response).then((body) => {
          resolve({ status: response.statusCode!, body });
        }, reject);
      })
      .on('error', reject)
      .end(JSON.stringify({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }));
  });

const port = (): string => new URL(server.url).port;

it.each([
  ['an SDK', () => ({})],
  ['its own page', () => ({ origin: server.url })],
  [
    'its own page, by name',
    () => ({ host: `localhost:${port()}`, origin: `http://localhost:${port()}` }),
  ],
])('takes what %s asks for', async (_, headers: () => Record<string, string>) => {
  published.length = 0;
  expect(await putEvent(headers())).toMatchObject({ status: 200 });
  expect(published).toEqual(['a']);
});

it.each([
  ['a page of another site', () => ({ origin: 'https://example.com' }), 'https://example.com'],
  ['a page of another port', () => ({ origin: 'http://127.0.0.1:3000' }), 'http://127.0.0.1:3000'],
  ['a page without an origin of its own', () => ({ origin: 'null' }), 'null'],
  [
    'a name that others gave this machine',
    () => ({ host: `evil.example:${port()}` }),
    'evil.example',
  ],
])('refuses what %s asks for', async (_, headers: () => Record<string, string>, named) => {
  published.length = 0;
  const { status, body } = await putEvent(headers());
  expect(status).toBe(403);
  expect(body).toContain(named);
  expect(published).toEqual([]);
});
