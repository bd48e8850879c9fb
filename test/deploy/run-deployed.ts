import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serve } from '../support/http-server.ts';

const clientFolder = join(import.meta.dirname, 'runtime-client');

export interface DeployedFunction {
  name: string;
  arn: string;
  /** as `index.handler` */
  handler: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  environment: Readonly<Record<string, string>>;
  /** with its code */
  folder: string;
}

export interface Outcome {
  /** what it returned, parsed; undefined where it failed */
  result: unknown;
  /** what it threw, or why it could not be loaded */
  error: { errorType: string; errorMessage: string } | undefined;
  /** what it wrote to its log */
  log: string;
}

/**
 * Runs a function once, as Lambda does: AWS's own runtime interface client, in a process of its own on the Node of the Lambda
 * runtime, loads the module, asks the Runtime API for an event, and posts what the handler returns.
 *
 * @param environment what Lambda would add to the function's own variables
 */
export const runDeployed = async (
  deployed: DeployedFunction,
  event: unknown,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> => {
  const requestId = randomUUID();
  const { promise: answered, resolve: answer } = Promise.withResolvers<Omit<Outcome, 'log'>>();
  let asked = 0;
  const api = await serve((request, response) => {
    const take = async (): Promise<void> => {
      const body = await text(request);
      const [, what] = /^\/2018-06-01\/runtime\/(.+)$/.exec(request.url ?? '') ?? [];
      // The second time it waits until it is ended: Lambda freezes it.
      if (what === 'invocation/next' && ++asked > 1) return;
      if (what === 'invocation/next')
        response
          .writeHead(200, {
            'lambda-runtime-aws-request-id': requestId,
            'lambda-runtime-deadline-ms': String(Date.now() + deployed.timeoutSeconds * 1000),
            'lambda-runtime-invoked-function-arn': deployed.arn,
          })
          .end(JSON.stringify(event));
      else {
        response.writeHead(202).end();
        if (what === `invocation/${requestId}/response`)
          answer({ result: JSON.parse(body) as unknown, error: undefined });
        else answer({ result: undefined, error: JSON.parse(body) as Outcome['error'] });
      }
    };
    take().catch(() => response.destroy());
  });
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(clientFolder, 'rapid-client.js'),
      join(clientFolder, 'node_modules/aws-lambda-ric/index.mjs'),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        ...deployed.environment,
        _HANDLER: deployed.handler,
        LAMBDA_TASK_ROOT: deployed.folder,
        AWS_LAMBDA_RUNTIME_API: new URL(api.endpoint).host,
        AWS_LAMBDA_FUNCTION_NAME: deployed.name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memoryMegabytes),
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${deployed.name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: 'test',
        AWS_LAMBDA_LOG_FORMAT: 'JSON',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      },
    },
  );
  const log = Promise.all([text(child.stdout), text(child.stderr)]);
  const exited = once(child, 'exit').then(() => ({
    result: undefined,
    error: { errorType: 'Runtime.ExitError', errorMessage: 'it ended before it had answered' },
  }));
  try {
    const outcome = await Promise.race([answered, exited]);
    child.kill('SIGKILL');
    return { ...outcome, log: (await log).join('') };
  } finally {
    child.kill('SIGKILL');
    await api.stop();
  }
};
