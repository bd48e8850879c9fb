import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LocalFunction } from '../lambda/functions.ts';

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Name or ARN of the function that a URL path of Lambda's Invoke call means. */
export const invokedFunction = (pathname: string): string | undefined => {
  const [, name] = path.exec(pathname) ?? [];
  return name === undefined ? undefined : decodeURIComponent(name);
};

const refuse = (response: ServerResponse, status: number, type: string, message: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type })
    .end(JSON.stringify({ Type: 'User', Message: message, message }));
};

const isJson = (payload: string): boolean => {
  try {
    JSON.parse(payload);
    return true;
  } catch {
    return false;
  }
};

/** Lambda's Invoke call, as the SDK makes it. */
export const serveInvocation = async (
  request: IncomingMessage,
  response: ServerResponse,
  nameOrArn: string,
  functions: readonly LocalFunction[],
): Promise<void> => {
  const target = functions.find(({ model }) => model.name === nameOrArn || model.arn === nameOrArn);
  if (target === undefined) {
    const names = functions.map(({ model }) => model.name).join(', ');
    refuse(
      response,
      404,
      'ResourceNotFoundException',
      `Function not found: ${nameOrArn}. The stack has ${names}.`,
    );
    return;
  }
  const payload = (await text(request)) || '{}';
  if (!isJson(payload)) {
    refuse(response, 400, 'InvalidRequestContentException', 'The payload is not JSON.');
    return;
  }
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    target.invokeAsync(payload);
    response.writeHead(202).end();
    return;
  }
  const outcome = await target.invoke(payload);
  response.writeHead(200, {
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    ...(!outcome.ok && { 'x-amz-function-error': 'Unhandled' }),
  });
  response.end(outcome.ok ? outcome.payload : JSON.stringify(outcome.error));
};
