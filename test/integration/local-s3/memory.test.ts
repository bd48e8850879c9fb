import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const MiB = 1024 * 1024;
const fileBytes = 500 * MiB;
/** Far below the file, far above what buffers and the garbage collector's moods take. */
const maxGrowthMiB = 150;

const block = Buffer.alloc(MiB, 'id-00000000\n');
function* blocks(bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += MiB) yield block;
}
const md5OfBlocks = (bytes: number): string => {
  const hash = createHash('md5');
  for (const bytesOfBlock of blocks(bytes)) hash.update(bytesOfBlock);
  return hash.digest('hex');
};

let directory: string;
let server: ChildProcess;
let url: string;

const message = async (): Promise<Record<string, unknown>> => {
  const [answer] = (await once(server, 'message')) as [Record<string, unknown>];
  return answer;
};
const peakMiB = async (): Promise<number> => {
  server.send('peak');
  return Number((await message()).peakKiB) / 1024;
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-s3-'));
  server = fork(join(import.meta.dirname, 'serve.ts'), [directory], { execArgv: [] });
  url = String((await message()).url);
});
afterAll(async () => {
  const exited = once(server, 'exit');
  server.disconnect();
  await exited;
  await rm(directory, { recursive: true });
});

const put = async (path: string, bytes: number): Promise<string | undefined> => {
  const headers = { 'Content-Length': bytes };
  const sent = request(`${url}/inbox/${path}`, { method: 'PUT', headers });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(blocks(bytes)), sent);
  const [answer] = await answered;
  await answer.resume().toArray();
  return answer.headers.etag;
};

const post = async (path: string, body = ''): Promise<string> =>
  (await fetch(`${url}/inbox/${path}`, { method: 'POST', body })).text();

it('puts, gets and hashes 500 MB, whole and in parts, without holding them in memory', async () => {
  const before = await peakMiB();
  const md5 = md5OfBlocks(fileBytes);
  expect(await put('big.csv', fileBytes)).toBe(`"${md5}"`);

  const answer = await fetch(`${url}/inbox/big.csv`);
  const hash = createHash('md5');
  for await (const bytes of answer.body!) hash.update(bytes as Uint8Array);
  expect(hash.digest('hex')).toBe(md5);

  // As if a person had dropped it: the ETag that was remembered no longer counts.
  await utimes(join(directory, 'big.csv'), new Date(), new Date());
  const listing = await (await fetch(`${url}/inbox?list-type=2`)).text();
  expect(listing).toContain(`&quot;${md5}&quot;`);

  const id = /<UploadId>(\w+)</.exec(await post('parts.csv?uploads'))![1]!;
  const parts: string[] = [];
  for (const number of [1, 2]) {
    const etag = await put(`parts.csv?partNumber=${number}&uploadId=${id}`, 128 * MiB);
    parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${etag!}</ETag></Part>`);
  }
  const complete = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  expect(await post(`parts.csv?uploadId=${id}`, complete)).toContain('-2&quot;');

  expect((await peakMiB()) - before).toBeLessThan(maxGrowthMiB);
}, 180_000);
