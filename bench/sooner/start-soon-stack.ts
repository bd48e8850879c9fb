import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { toDocumentClient } from '../../lambdas/shared/adapters/clients.ts';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import { findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import { startLocalStack } from '../../local/local-stack.ts';
import { anyPorts } from '../../local/ports.ts';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { describeStack, writeStackFile } from '../../local/stack-file.ts';
import { synthesize } from '../../local/synthesize.ts';

export interface SoonStack {
  /** of registered users */
  ids: readonly string[];
  /** puts the file by S3's API */
  upload: (body: string) => Promise<void>;
  /** puts it into the folder */
  copyIn: (body: string) => Promise<void>;
  /** of the file whose members readers see */
  liveEtag: () => Promise<string | undefined>;
  stop: () => Promise<void>;
}

const [projectId, fileName] = ['shop', 'vip.csv'];

/** A local stack that is told of objects, with one project whose users are registered. */
export const startSoonStack = async (users: number): Promise<SoonStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'sooner-'));
  const at = (name: string): string => join(folder, name);
  await synthesize(at('assembly'), { trigger: 'events' });
  const stack = await startLocalStack({
    assembly: at('assembly'),
    bucketFolder: at('bucket'),
    logFolder: at('logs'),
    ports: anyPorts,
    onTrouble: console.error,
    onCrash: (error) => {
      throw error;
    },
  });
  await writeStackFile(folder, describeStack(stack));
  const command = (...words: readonly string[]): void => {
    execFileSync(process.execPath, ['bin/cli.ts', '--state', folder, ...words], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'ignore', 2],
    });
  };
  command(
    ...['project', 'put', projectId, '--audience-limit', '9'],
    ...['--admin-email', 'a@example.com'],
  );
  const ids = Array.from({ length: users }, (_, index) => `user-${index}`);
  await writeFile(at('users.txt'), ids.join('\n'));
  command('users', 'load', projectId, at('users.txt'));
  await mkdir(join(at('bucket'), projectId), { recursive: true });

  const s3 = new S3Client(sdkSettings(stack.endpoints.s3));
  const dynamodb = new DynamoDBClient(sdkSettings(stack.endpoints.dynamodb));
  const getItem = createGetAudienceItem(
    toDocumentClient(dynamodb),
    stack.outputs[stackOutputs.audiencesTable] ?? '',
  );
  const Bucket = stack.outputs[stackOutputs.bucket];
  return {
    ids,
    upload: async (Body) => {
      await s3.send(new PutObjectCommand({ Bucket, Key: `${projectId}/${fileName}`, Body }));
    },
    copyIn: (body) => writeFile(join(at('bucket'), projectId, fileName), body),
    liveEtag: async () => {
      const item = await getItem(projectId, fileName);
      return item && findLiveVersion(item.versions)?.etag;
    },
    stop: async () => {
      s3.destroy();
      dynamodb.destroy();
      await stack.stop();
      await rm(folder, { recursive: true });
    },
  };
};
