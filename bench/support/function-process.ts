/**
 * A function as Lambda runs it: `function-process FOLDER` loads `index.mjs` there once, then takes one event after the other.
 * Started by start-function.ts.
 */
import { randomUUID } from 'node:crypto';
import { loadHandler } from '../../local/lambda/load-handler.ts';
import { liveAndDieWithParent } from '../../local/live-and-die-with-parent.ts';
import { cpuMs, peakRssMb } from './usage.ts';
import type { FunctionAnswer } from './function-answer.ts';

const timeoutMs = 900_000;

liveAndDieWithParent();
const [folder = ''] = process.argv.slice(2);
const handler = await loadHandler(folder, 'index.handler');

const serve = async (event: string): Promise<FunctionAnswer> => {
  const deadline = Date.now() + timeoutMs;
  const context = {
    awsRequestId: randomUUID(),
    functionName: 'bench',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'bench',
    memoryLimitInMB: '3008',
    logGroupName: 'bench',
    logStreamName: 'bench',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result = await handler(JSON.parse(event), context);
    return { result, cpuMs: cpuMs(), peakRssMb: peakRssMb() };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

process.on('message', (event) => {
  void serve(String(event)).then((answer) => process.send?.(answer));
});
process.send?.('ready');
