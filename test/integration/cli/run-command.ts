import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { Connect } from '../../../bin/cli/stack/connect.ts';
import type { Environment } from '../../../bin/cli/texts/language.ts';
import type { Examine } from '../../../bin/cli/doctor/ports.ts';
import { main } from '../../../bin/cli/main.ts';
import type { Resources } from '../../../bin/cli/stack/stack.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { checkJson } from '../../support/check-json.ts';
import type { Dynalite } from '../../support/dynalite.ts';

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Answers Lambda's Invoke call as the function would. */
export type LambdaFunction = () => Promise<{ payload: unknown; hasFailed?: boolean }>;

const invocationPath = /^\/2015-03-31\/functions\/(\w+)\/invocations$/;

/** A Lambda that has these functions. */
export const startLambda = async (
  functions: Record<string, LambdaFunction>,
): Promise<{ endpoint: string; stop: () => void }> => {
  const server = createServer((request, response) => {
    request.resume();
    const invoked = functions[invocationPath.exec(request.url ?? '')?.[1] ?? ''];
    if (!invoked) {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{}');
      return;
    }
    void invoked().then(({ payload, hasFailed }) => {
      response
        .writeHead(200, hasFailed === true ? { 'x-amz-function-error': 'Unhandled' } : {})
        .end(JSON.stringify(payload));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const neverInterrupted = new AbortController().signal;

const nobody = 'http://127.0.0.1:1';

/** What a test's stack has besides dynalite's tables. */
export interface StackParts {
  lambda?: string;
  s3?: string;
  /** makes it a local stack */
  ses?: string;
  resources?: Partial<Resources>;
}

/** A stack whose tables are dynalite's. */
export const connectTo =
  (
    { client, document, tables }: Dynalite,
    { lambda = nobody, s3 = nobody, ses, resources }: StackParts = {},
  ): Connect =>
  () => {
    const settings = {
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    };
    return Promise.resolve({
      resources: {
        bucket: 'inbox',
        tables,
        usersTables: [],
        scannerFunction: 'scanner',
        mailerFunction: undefined,
        newsQueueUrl: undefined,
        alarmTopicArn: undefined,
        version: undefined,
        ...resources,
      },
      dynamodb: client,
      document,
      lambda: new LambdaClient({ ...settings, endpoint: lambda }),
      s3: new S3Client({ ...settings, endpoint: s3 }),
      local: ses === undefined ? undefined : { sesEndpoint: ses },
      // The test file's, not the command's.
      close: () => undefined,
    });
  };

/** For commands that do not ask for one. */
export const noDoctor: Examine = () => Promise.reject(new Error('no doctor is here'));

/** Somebody who types this. */
export interface Terminal {
  typed: string;
}

/** Somebody who ends the command. */
export interface Interruption {
  interruption: AbortSignal;
}

/**
 * Runs the command in this process, with clocks that do not wait.
 *
 * @param onSleep what happens meanwhile
 */
export const runCommand = async (
  connect: Connect,
  args: readonly string[],
  stdin: string | Uint8Array | Terminal | Interruption = '',
  onSleep: () => unknown = () => undefined,
  examine: Examine = noDoctor,
  environment: Environment = {},
): Promise<CommandResult> => {
  const stdout = new PassThrough();
  const isTTY = typeof stdin === 'object' && 'typed' in stdin;
  const isInterrupted = typeof stdin === 'object' && 'interruption' in stdin;
  const bytes = isInterrupted ? '' : isTTY ? stdin.typed : stdin;
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const printed = Promise.all([text(stdout), text(stderr)]);
  let time = Date.now();
  const exitCode = await main(args, {
    stdin: Object.assign(Readable.from([Buffer.from(bytes)]), { isTTY }),
    stdout,
    stderr,
    environment,
    every: () => () => undefined,
    connect,
    examine,
    now: () => time,
    newId: randomUUID,
    startTimer,
    untilInterrupted: (work) => work(isInterrupted ? stdin.interruption : neverInterrupted),
    sleep: async (milliseconds) => {
      time += milliseconds;
      await onSleep();
    },
    random: () => 0,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  // Behind -- it is an ID.
  const [words = ''] = args.join('\n').split('\n--\n');
  if (words.split('\n').includes('--json') && out !== '') checkJson(args, out);
  return { exitCode, stdout: out, stderr: err };
};
