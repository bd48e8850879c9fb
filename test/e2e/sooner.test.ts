import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, it, jest } from '@jest/globals';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { synthesize } from '../../local/synthesize.ts';
import { eventually } from '../support/eventually.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

jest.setTimeout(600_000);

let assembly: string;
let stack: RunningStack;
let operator: Operator;
let s3: S3Client;

/** Nothing fires, and nobody says `scan`: what is imported, S3 has told of. */
beforeAll(async () => {
  assembly = await mkdtemp(join(tmpdir(), 'sooner-'));
  await synthesize(assembly, { functionTimeoutSeconds: 300, trigger: 'events' });
  stack = await startStack('--assembly', assembly);
  operator = operate(stack.state);
  s3 = new S3Client(sdkSettings(stack.endpoints.s3));
  const limits = ['--admin-email', 'a@example.com', '--audience-limit', '9'];
  await operator.run(['project', 'put', 'shop', ...limits]);
  await operator.run(['users', 'load', 'shop', '-'], 'u1\nu2\nu3\n');
});
afterAll(async () => {
  s3.destroy();
  await stack.stop();
  await rm(assembly, { recursive: true });
});

interface Audience {
  name: string;
  status: string;
  members: number | null;
}

const becomes = (wanted: Partial<Audience>): Promise<unknown> =>
  eventually(
    JSON.stringify(wanted),
    async () => {
      const all = await operator.runJson<Audience[]>(['audience', 'list', 'shop']);
      return all.some((audience) =>
        Object.entries(wanted).every(([name, value]) => Reflect.get(audience, name) === value),
      );
    },
    120_000,
  );

const upload = (Key: string, Body: string) =>
  s3.send(new PutObjectCommand({ Bucket: stack.bucket, Key, Body }));

describe('without a tick and without a scan', () => {
  it('a file that is uploaded, copied into the folder, changed and removed is seen', async () => {
    await upload('shop/vip.csv', 'u1\nu2\n');
    await becomes({ name: 'vip', status: 'ready', members: 2 });

    await mkdir(join(stack.inbox, 'shop'), { recursive: true });
    await writeFile(join(stack.inbox, 'shop/news.csv'), 'u3\n');
    await becomes({ name: 'news', status: 'ready', members: 1 });

    await upload('shop/vip.csv', 'u1\nu2\nu3\n');
    await becomes({ name: 'vip', status: 'ready', members: 3 });

    await rename(join(stack.inbox, 'shop/news.csv'), join(stack.inbox, 'shop/letters.csv'));
    await becomes({ name: 'news', status: 'source-missing', members: 1 });
    await becomes({ name: 'letters', status: 'ready', members: 1 });
  });

  it('a project that was made later is known, and what lies outside of all is not scanned for', async () => {
    await upload('elsewhere/vip.csv', 'u1\n');
    await operator.run([
      ...['project', 'put', 'app', '--path', 'elsewhere/app/', '--audience-limit', '9'],
      ...['--admin-email', 'a@example.com'],
    ]);
    await upload('elsewhere/app/vip.csv', 'u1\n');
    await eventually(
      'the file of the new project is seen',
      async () => (await operator.runJson<Audience[]>(['audience', 'list', 'app'])).length === 1,
      120_000,
    );
  });
});
