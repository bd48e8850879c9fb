import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type {
  GetObjectCommandInput,
  GetObjectCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { startS3 } from '../../../local/s3/index.ts';
import type { S3Options, S3Server } from '../../../local/s3/index.ts';

export const Bucket = 'inbox';

export interface BucketFixture {
  directory: string;
  server: S3Server;
  client: S3Client;
  /** Stops the server and starts it again over the same folder. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
}

const connect = (url: string): S3Client =>
  new S3Client({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });

/** A server over a new folder, and a client of it. */
export const openBucket = async (options: Partial<S3Options> = {}): Promise<BucketFixture> => {
  const directory = await mkdtemp(join(tmpdir(), 'local-s3-'));
  const start = (): Promise<S3Server> =>
    startS3({ directory, bucket: Bucket, port: 0, ...options });
  const server = await start();
  const fixture: BucketFixture = {
    directory,
    server,
    client: connect(server.url),
    restart: async () => {
      fixture.client.destroy();
      await fixture.server.close();
      fixture.server = await start();
      fixture.client = connect(fixture.server.url);
    },
    close: async () => {
      fixture.client.destroy();
      await fixture.server.close();
      await rm(directory, { recursive: true });
    },
  };
  return fixture;
};

export const md5Of = (data: string | Uint8Array): string =>
  createHash('md5').update(data).digest('hex');

export interface ObjectCalls {
  put: (
    Key: string,
    Body: string,
    more?: Partial<PutObjectCommandInput>,
  ) => Promise<PutObjectCommandOutput>;
  get: (
    Key: string,
    more?: Partial<GetObjectCommandInput>,
  ) => Promise<GetObjectCommandOutput & { text: string }>;
}

/** Short forms of what most tests do. */
export const objectCalls = ({ client }: BucketFixture): ObjectCalls => ({
  put: (Key, Body, more = {}) => client.send(new PutObjectCommand({ Bucket, Key, Body, ...more })),
  get: async (Key, more = {}) => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return { ...answer, text: (await answer.Body?.transformToString()) ?? '' };
  },
});
