import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { putProject } from '../../bin/cli/project/put-project.ts';
import type { StackPorts } from '../../bin/cli/stack/stack-ports.ts';
import { scanAndWait } from '../../bin/cli/scan/wait-for-imports.ts';
import { waitForMails } from '../../bin/cli/scan/wait-for-mails.ts';
import { usersPerCall, writeUsersOf } from '../../bin/cli/users/write-users.ts';
import { sleep } from '../../lambdas/shared/adapters/sleep.ts';
import { fileNameOf } from '../../lambdas/shared/domain/file-name.ts';
import { inGroups } from '../../lambdas/shared/in-groups.ts';
import { registeredUsers, sampleFiles, sampleProject } from './sample-files.ts';

export interface SamplePorts extends StackPorts {
  s3: S3Client;
  bucket: string;
}

const waitMs = 120_000;
const nothing = (): void => undefined;

/** Does what a person would do by hand: a project, its users, files, a scan, newer files, a scan, and again. */
export const importSample = async (ports: SamplePorts): Promise<void> => {
  const { projectId, ...settings } = sampleProject;
  await putProject(projectId, settings, { ...ports, warn: nothing });
  await writeUsersOf(inGroups(registeredUsers, usersPerCall), ports.putUsers(projectId), {
    sleep,
    random: Math.random,
    onWritten: nothing,
    signal: new AbortController().signal,
  });
  const rounds = Math.max(...sampleFiles.map(({ uploads }) => uploads.length));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, uploads } of sampleFiles) {
      const content = uploads[round];
      if (content !== undefined && content !== null) await upload(name, content, ports);
    }
    await scanAndWait(waitMs, { ...ports, now: Date.now, sleep, onProgress: nothing });
    await waitForMails([projectId], Date.now() + waitMs, {
      ...ports,
      now: Date.now,
      sleep,
      onProgress: nothing,
    });
  }
};

const upload = (
  name: string,
  content: string | Uint8Array,
  { s3, bucket }: SamplePorts,
): Promise<unknown> =>
  s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: sampleProject.path + fileNameOf(name),
      Body: content,
    }),
  );
