import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Connect } from '../../../bin/cli/connect.ts';
import { main } from '../../../bin/cli/main.ts';
import type { Dynalite } from '../../support/dynalite.ts';

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Answers Lambda's Invoke call as the function would. */
export type Scanner = () => Promise<{ payload: unknown; hasFailed?: boolean }>;

/** A Lambda that has one function, `scanner`. */
export const startLambda = async (
  scanner: Scanner,
): Promise<{ endpoint: string; stop: () => void }> => {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url !== '/2015-03-31/functions/scanner/invocations') {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{}');
      return;
    }
    void scanner().then(({ payload, hasFailed }) => {
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

/** A stack whose tables are dynalite's. */
export const connectTo =
  ({ client, document, tables }: Dynalite, lambdaEndpoint = 'http://127.0.0.1:1'): Connect =>
  () =>
    Promise.resolve({
      resources: { tables, scannerFunction: 'scanner' },
      dynamodb: client,
      document,
      lambda: new LambdaClient({
        endpoint: lambdaEndpoint,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        maxAttempts: 1,
      }),
      // The test file's, not the command's.
      close: () => undefined,
    });

/** Runs the command in this process, with clocks that do not wait. */
export const runCommand = async (
  connect: Connect,
  args: readonly string[],
  stdin: string | Uint8Array = '',
): Promise<CommandResult> => {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = Promise.all([text(stdout), text(stderr)]);
  let time = Date.now();
  const exitCode = await main(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    connect,
    now: () => time,
    sleep: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
    random: () => 0,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  return { exitCode, stdout: out, stderr: err };
};
