import { enableCompileCache, flushCompileCache } from 'node:module';
import { liveAndDieWithParent } from '../live-and-die-with-parent.ts';
import { isInvocation, type Invocation } from './invocation.ts';
import { loadHandler, type InvocationContext } from './load-handler.ts';
import type { FunctionError } from './outcome.ts';
import type { Report } from './report.ts';

// Entry point of a Lambda environment: loads the handler once, then serves the invocations that the
// parent sends, one at a time. Arguments: asset folder, handler, ARN, folder of the compile cache. Everything else is environment.
liveAndDieWithParent();

const [, , folder = '', handlerName = '', functionArn = '', compileCache = ''] = process.argv;
const variable = (name: string): string => process.env[name] ?? '';

const report = (message: Report): void => {
  process.send?.(message);
};

const describe = (error: unknown): FunctionError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: 'Error', errorMessage: String(error) };

const contextOf = ({ requestId, deadline }: Invocation): InvocationContext => ({
  awsRequestId: requestId,
  functionName: variable('AWS_LAMBDA_FUNCTION_NAME'),
  functionVersion: '$LATEST',
  invokedFunctionArn: functionArn,
  memoryLimitInMB: variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
  logGroupName: variable('AWS_LAMBDA_LOG_GROUP_NAME'),
  logStreamName: variable('AWS_LAMBDA_LOG_STREAM_NAME'),
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

try {
  enableCompileCache(compileCache);
  const handler = await loadHandler(folder, handlerName);
  // The next environment is to find it, however this one ends.
  flushCompileCache();

  const serve = async (invocation: Invocation): Promise<void> => {
    try {
      const result = await handler(JSON.parse(invocation.payload), contextOf(invocation));
      report({ type: 'returned', payload: JSON.stringify(result ?? null) });
    } catch (error) {
      console.error(error);
      report({ type: 'threw', error: describe(error) });
    }
  };
  process.on('message', (message) => {
    if (isInvocation(message)) void serve(message);
  });
  report({ type: 'ready' });
} catch (error) {
  // A broken bundle or a handler that throws while it is loaded: the parent reports these last lines.
  console.error(error);
  process.exitCode = 1;
  process.disconnect();
}
