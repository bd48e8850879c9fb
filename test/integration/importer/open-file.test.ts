import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { S3Client } from '@aws-sdk/client-s3';
import { DamagedFileError } from '../../../kernel/errors.ts';
import {
  createOpenFile,
  FileUnreadableError,
} from '../../../lambdas/importer/adapters/open-file.ts';
import { FileSupersededError } from '../../../lambdas/importer/errors.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { serve, type TestServer } from '../../support/http-server.ts';
import { collect } from '../../support/streams.ts';

const content = randomBytes(300_000);
/** What the server does with one request; `from` is where the Range starts. */
type Behaviour = (response: ServerResponse, from: number) => void;

let server: TestServer | undefined;
afterEach(() => server?.stop());

/** Opens a file on a server that behaves as said, request by request, and well after that. */
const open = async (...behaviours: Behaviour[]) => {
  const asked: (string | undefined)[] = [];
  const modes: unknown[] = [];
  server = await serve((request: IncomingMessage, response: ServerResponse) => {
    const { range } = request.headers;
    asked.push(range);
    modes.push(request.headers['x-amz-checksum-mode']);
    expect(request.headers['if-match']).toBe('"e1"');
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    (behaviours.shift() ?? sendAll)(response, from);
  });
  const s3 = new S3Client({
    ...sdkSettings(server.endpoint),
    maxAttempts: 1,
    // As the importer has it.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const openFile = createOpenFile(s3, 'bucket', {
    stallMs: 100,
    startTimer,
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
  });
  const opened = await openFile('shop/vip.csv', 'e1', new AbortController().signal);
  return { asked, modes, opened };
};

const begin = (response: ServerResponse, from: number): void => {
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
};
const sendAll: Behaviour = (response, from) => {
  begin(response, from);
  response.end(content.subarray(from));
};
/** The start of it, or all, with what S3 says of the whole. */
const sendWith =
  (checksums: Readonly<Record<string, string>>, bytes = content.length): Behaviour =>
  (response) => {
    response.writeHead(200, { 'content-length': content.length, ...checksums });
    response.write(content.subarray(0, bytes), () => {
      if (bytes < content.length) response.destroy();
      else response.end();
    });
  };
const base64Of = (sum: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(sum >>> 0);
  return bytes.toString('base64');
};
const breakOffAfter =
  (bytes: number): Behaviour =>
  (response, from) => {
    begin(response, from);
    response.write(content.subarray(from, from + bytes), () => response.destroy());
  };
const stallAfter =
  (bytes: number): Behaviour =>
  (response, from) => {
    begin(response, from);
    response.write(content.subarray(from, from + bytes));
  };
const refuse =
  (status: number, code: string): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<Error><Code>${code}</Code></Error>`);
  };

const bytesOf = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await collect(body));

describe('a file in S3', () => {
  it('is read by one request when nothing happens', async () => {
    const { asked, opened } = await open();
    expect(opened.bytes).toBe(content.length);
    expect((await bytesOf(opened.body)).equals(content)).toBe(true);
    expect(asked).toEqual([undefined]);
  });

  it('is read on where the connection broke off or stalled, pinned to the same version', async () => {
    const { asked, opened } = await open(
      breakOffAfter(100_000),
      stallAfter(50_000),
      stallAfter(0),
      breakOffAfter(1),
    );
    expect((await bytesOf(opened.body)).equals(content)).toBe(true);
    expect(asked).toEqual([
      undefined,
      'bytes=100000-',
      'bytes=150000-',
      'bytes=150000-',
      'bytes=150001-',
    ]);
  });

  it('is superseded when it was overwritten or removed while it was read', async () => {
    for (const refusal of [refuse(412, 'PreconditionFailed'), refuse(404, 'NoSuchKey')]) {
      const { opened } = await open(breakOffAfter(100_000), refusal);
      await expect(bytesOf(opened.body)).rejects.toBeInstanceOf(FileSupersededError);
      await server?.stop();
    }
  });

  it('is told of at once when it is archived: it is listed, and not given out', async () => {
    const archived = open(refuse(403, 'InvalidObjectState'));
    await expect(archived).rejects.toMatchObject({ reason: 'archived' });
    await expect(archived).rejects.toThrow('Restore it');
  });

  it('is given up when nothing comes any more, and the error says how far it was read', async () => {
    const { asked, opened } = await open(
      breakOffAfter(70_000),
      ...Array.from({ length: 9 }, () => stallAfter(0)),
    );
    const error = await bytesOf(opened.body).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(FileUnreadableError);
    expect((error as Error).message).toContain('70000 of the 300000 bytes of shop/vip.csv');
    expect(asked).toHaveLength(6);
  });

  it('comes with the CRC-64 of the whole, which whoever reads it checks', async () => {
    const { opened, modes } = await open(
      sendWith({
        'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=',
        'x-amz-checksum-type': 'FULL_OBJECT',
      }),
    );
    expect(opened.crc64).toBe(0xae8b_1486_0a79_9888n);
    expect((await bytesOf(opened.body)).equals(content)).toBe(true);
    expect(modes).toEqual(['ENABLED']);
  });

  const right = base64Of(crc32(content));
  const wrong = base64Of(crc32(content) ^ 1);
  const crc32Is = (sum: string): Record<string, string> => ({ 'x-amz-checksum-crc32': sum });

  it('ends with an error when its CRC-32 is another one, also when it came in two answers', async () => {
    for (const bytes of [content.length, 100_000]) {
      const { opened } = await open(sendWith(crc32Is(wrong), bytes));
      await expect(bytesOf(opened.body)).rejects.toBeInstanceOf(DamagedFileError);
      await server?.stop();
      const { opened: good, modes } = await open(sendWith(crc32Is(right), bytes));
      expect((await bytesOf(good.body)).equals(content)).toBe(true);
      // S3 is asked for none of a range.
      expect(modes).toEqual(bytes < content.length ? ['ENABLED', undefined] : ['ENABLED']);
      await server?.stop();
    }
  });

  it.each([
    ['of its parts', { ...crc32Is(wrong), 'x-amz-checksum-type': 'COMPOSITE' }],
    ['of its parts, which is not said', crc32Is(`${wrong}-3`)],
    ['of a kind that is not checked', { 'x-amz-checksum-crc32c': wrong }],
    ['that is none', { 'x-amz-checksum-crc64nvme': wrong }],
  ])('is taken as it came when the checksum is one %s', async (_, checksums) => {
    const { opened } = await open(sendWith(checksums));
    expect(opened.crc64).toBeUndefined();
    expect((await bytesOf(opened.body)).equals(content)).toBe(true);
  });

  it('is not taken when an error follows its last byte', async () => {
    server = await serve((_, response) => {
      sendWith(crc32Is(wrong))(response, 0);
    });
    // Such a client checks by itself, and says so at the end of the body.
    const s3 = new S3Client({ ...sdkSettings(server.endpoint), maxAttempts: 1 });
    const backoff = { sleep: () => Promise.resolve(), random: () => 0 };
    const openFile = createOpenFile(s3, 'bucket', { stallMs: 1000, startTimer, backoff });
    const opened = await openFile('shop/vip.csv', 'e1', new AbortController().signal);
    const error = await bytesOf(opened.body).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(FileUnreadableError);
    expect((error as Error).cause).toMatchObject({ message: expect.stringMatching(/checksum/i) });
  });
});
