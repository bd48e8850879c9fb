import type { Context } from 'hono';
import type { LocalFunction } from '../lambda/functions.ts';

const isJson = (payload: string): boolean => {
  try {
    JSON.parse(payload);
    return true;
  } catch {
    return false;
  }
};

/** Lambda's Invoke call, as the SDK makes it. `:function` of the path is a name or an ARN. */
export const serveInvocation = async (
  { req, json, body }: Context<object, '/:function'>,
  functions: readonly LocalFunction[],
): Promise<Response> => {
  const refuse = (status: 400 | 404, type: string, message: string): Response =>
    json({ Type: 'User', Message: message, message }, status, { 'x-amzn-errortype': type });
  const nameOrArn = req.param('function');
  const target = functions.find(({ model }) => model.name === nameOrArn || model.arn === nameOrArn);
  if (target === undefined) {
    const names = functions.map(({ model }) => model.name).join(', ');
    return refuse(
      404,
      'ResourceNotFoundException',
      `Function not found: ${nameOrArn}. The stack has ${names}.`,
    );
  }
  const payload = (await req.text()) || '{}';
  if (!isJson(payload))
    return refuse(400, 'InvalidRequestContentException', 'The payload is not JSON.');
  if (req.header('x-amz-invocation-type') === 'Event') {
    target.invokeAsync(payload);
    return body(null, 202);
  }
  const outcome = await target.invoke(payload);
  return body(outcome.ok ? outcome.payload : JSON.stringify(outcome.error), 200, {
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    ...(!outcome.ok && { 'x-amz-function-error': 'Unhandled' }),
  });
};
