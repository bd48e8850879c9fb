import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { main } from '../../../bin/cli/main.ts';
import type { Stack } from '../../../bin/cli/stack/stack.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Clients } from '../aws/create-aws.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';
import { newId } from './create-host.ts';
import { bucket, tables } from './resources.ts';

/** Runs the command `audience-import`. @returns whether it ended well, what it printed, and what it said if not */
export type Operate = (
  ...words: readonly string[]
) => Promise<{ isDone: boolean; exitCode: number; printed: string; said: string }>;

/** Somebody with the command, whose clients are these. @param stdin of each run */
export const createOperator = (
  { dynamodb, s3 }: Clients,
  { now, sleep, startTimer }: VirtualTime,
  random: Random,
  stdin: string | Uint8Array = '',
): Operate => {
  const stack: Stack = {
    resources: {
      bucket,
      tables,
      usersTables: [],
      scannerFunction: 'scanner',
      mailerFunction: undefined,
      newsQueueUrl: undefined,
      alarmTopicArn: undefined,
      version: undefined,
    },
    dynamodb,
    s3,
    document: toDocumentClient(dynamodb),
    lambda: undefined as unknown as LambdaClient,
    local: undefined,
    close: () => undefined,
  };
  return async (...words) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const printed = Promise.all([text(stdout), text(stderr)]);
    const exitCode = await main(words, {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout,
      stderr,
      connect: () => Promise.resolve(stack),
      newId: () => newId({ now, random }),
      examine: () => Promise.reject(new Error('no doctor is here')),
      now,
      sleep,
      startTimer,
      random,
      environment: {},
      every: () => () => undefined,
      untilInterrupted: (work) => work(new AbortController().signal),
    });
    stdout.end();
    stderr.end();
    const [result, said] = await printed;
    return { isDone: exitCode === 0, exitCode, printed: result, said };
  };
};
