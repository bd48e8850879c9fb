import { readFile, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

let bucket: BucketFixture;
let sockets: Socket[];
beforeEach(async () => {
  bucket = await openBucket();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await bucket.close();
});

interface Connection {
  socket: Socket;
  /** Resolves with everything received as soon as it contains `text`; rejects when the connection ends before. */
  until: (text: string) => Promise<string>;
  ended: Promise<void>;
}

const open = (): Connection => {
  const socket = connect(Number(new URL(bucket.server.url).port), '127.0.0.1');
  sockets.push(socket);
  let received = '';
  socket.setEncoding('latin1').on('data', (data) => (received += String(data)));
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) =>
    socket.on('close', () => {
      resolve();
    }),
  );
  const until = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (received.includes(text)) resolve(received);
      };
      socket.on('data', look);
      socket.on('close', () => {
        look();
        reject(new Error(`ended before "${text}": ${received}`));
      });
      look();
    });
  return { socket, until, ended };
};

const head = (path: string, headers: Record<string, string | number>, method = 'PUT'): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

const stored = (key: string): Promise<string> => readFile(join(bucket.directory, key), 'latin1');
const temporary = (): Promise<string[]> =>
  readdir(join(bucket.directory, '.audience-import-s3', 'tmp'));

describe('Expect: 100-continue', () => {
  const expecting = { 'Content-Length': 5, Expect: '100-continue' };

  it('is answered before the body is sent', async () => {
    const { socket, until } = open();
    socket.write(head('/inbox/a', expecting));
    expect(await until('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('hello');
    expect(await until('ETag:')).toContain('HTTP/1.1 200 OK');
    expect(await stored('a')).toBe('hello');
  });

  it.each([
    ['a condition does not hold', '/inbox/a', { 'If-None-Match': '*' }, '412 Precondition Failed'],
    ['the key cannot be a file', '/inbox/a/b', {}, '400 Bad Request'],
    ['the bucket is another one', '/other/a', {}, '404 Not Found'],
    ['the upload is unknown', '/inbox/a?partNumber=1&uploadId=x', {}, '404 Not Found'],
  ])('gets the final answer at once when %s', async (_name, path, headers, status) => {
    await fetch(`${bucket.server.url}/inbox/a`, { method: 'PUT', body: 'first' });
    const { socket, until, ended } = open();
    socket.write(head(path, { ...expecting, ...headers }));
    const answer = await until('</Error>');
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect(answer).not.toContain('100 Continue');
    expect(answer).toContain('Connection: close');
    await ended;
    expect(await stored('a')).toBe('first');
  });
});

describe('a refusal', () => {
  it.each([
    ['before the body is read', '/inbox/a//b', {}],
    [
      'in the middle of the body',
      '/inbox/b',
      {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': 100,
      },
    ],
  ])(
    '%s reaches a client that goes on sending, and so does the next answer',
    async (_name, path, headers) => {
      const { socket, until } = open();
      const length = 2_000_000;
      socket.write(head(path, { 'Content-Length': length, ...headers }) + 'x'.repeat(length));
      await until('</Error>');
      socket.write(head('/inbox/a', { 'Content-Length': 2 }) + 'ok');
      await until('HTTP/1.1 200 OK');
      expect(await stored('a')).toBe('ok');
    },
  );
});

describe('a body that is cut off', () => {
  it.each([
    ['plain', {}, 'half'],
    [
      'aws-chunked',
      {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': 100,
      },
      '64\r\nhalf',
    ],
  ])('leaves nothing behind (%s)', async (_name, headers, body) => {
    for (const end of ['end', 'destroy'] as const) {
      const { socket, until, ended } = open();
      const waiting = { 'Content-Length': 200, Expect: '100-continue', ...headers };
      socket.write(head('/inbox/folder/a', waiting));
      await until('100 Continue');
      await new Promise((resolve) => socket.write(body, resolve));
      if (end === 'end') socket.end();
      else socket.destroy();
      await ended;
    }
    // Resolves when the server has done with all requests.
    await bucket.server.close();
    expect(await readdir(bucket.directory)).toEqual(['.audience-import-s3']);
    expect(await temporary()).toEqual([]);
  });
});

describe('aws-chunked bodies', () => {
  const checksum = (data: string): string => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(data));
    return bytes.toString('base64');
  };
  const signature = `;chunk-signature=${'a'.repeat(64)}`;
  const send = async (
    body: string,
    headers: Record<string, string | number>,
  ): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${bucket.server.url}/inbox/a`, {
      method: 'PUT',
      body,
      headers: headers as Record<string, string>,
    });
    return { status: answer.status, text: await answer.text() };
  };
  const unsigned = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': 5,
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };

  it.each([
    [
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      `3${signature}\r\nhel\r\n2${signature}\r\nlo\r\n0${signature}\r\n\r\n`,
      { 'x-amz-trailer': '' },
    ],
    [
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      `5${signature}\r\nhello\r\n0${signature}\r\nx-amz-checksum-crc32:${checksum('hello')}\r\n` +
        `x-amz-trailer-signature:${'a'.repeat(64)}\r\n\r\n`,
      { 'x-amz-trailer': 'x-amz-checksum-crc32' },
    ],
    [
      'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      '5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:unchecked\r\n\r\n',
      { 'x-amz-trailer': 'x-amz-checksum-crc32c' },
    ],
  ])('%s', async (kind, body, more) => {
    const answer = await send(body, { ...unsigned, ...more, 'x-amz-content-sha256': kind });
    expect(answer).toEqual({ status: 200, text: '' });
    expect(await stored('a')).toBe('hello');
  });

  it.each([
    ['BadDigest', `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${checksum('other')}\r\n\r\n`, {}],
    ['MalformedTrailerError', '5\r\nhello\r\n0\r\n\r\n', {}],
    ['IncompleteBody', `4\r\nhell\r\n0\r\nx-amz-checksum-crc32:${checksum('hell')}\r\n\r\n`, {}],
    ['IncompleteBody', '5\r\nhello\r\n', {}],
    ['InvalidRequest', 'hello', {}],
    ['InvalidRequest', 'x\r\nhello', {}],
    ['MissingContentLength', '0\r\n\r\n', { 'x-amz-decoded-content-length': '' }],
  ])('are refused with %s: %j', async (code, body, more) => {
    const { status, text } = await send(body === 'hello' ? `${body}\r\n` : body, {
      ...unsigned,
      ...more,
    });
    expect(text).toContain(`<Code>${code}</Code>`);
    expect(status).toBe(code === 'MissingContentLength' ? 411 : 400);
    expect(await readdir(bucket.directory)).toEqual(['.audience-import-s3']);
    expect(await temporary()).toEqual([]);
  });

  it('a plain body must have the SHA-256 that was signed', async () => {
    const { text } = await send('hello', { 'x-amz-content-sha256': '0'.repeat(64) });
    expect(text).toContain('<Code>XAmzContentSHA256Mismatch</Code>');
  });
});
