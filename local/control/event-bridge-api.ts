import type { Context } from 'hono';
import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import type { PublishEvent } from '../events/event-bus.ts';
import type { RuleBook } from '../events/rule-book.ts';
import { putEvents } from './put-events.ts';

const prefix = 'AWSEvents.';

/** The call of EventBridge that a request's target names, if it is one that is imitated. */
export const eventBridgeCall = (
  target: string | undefined,
  publish: PublishEvent,
  { calls }: RuleBook,
): ((request: unknown) => object) | undefined => {
  if (target?.startsWith(prefix) !== true) return undefined;
  const name = target.slice(prefix.length);
  return name === 'PutEvents' ? (request) => putEvents(request, publish) : calls.get(name);
};

const messageOf = (error: unknown): string | undefined => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof LocalStackError || error instanceof SyntaxError) return error.message;
  return undefined;
};

/** As the SDK makes it: what is wrong with a request is a ValidationException. */
export const serveEventBridge = async (
  { req, body }: Context,
  call: (request: unknown) => object,
): Promise<Response> => {
  const answer = (status: 200 | 400, content: object): Response =>
    body(JSON.stringify(content), status, { 'content-type': 'application/x-amz-json-1.1' });
  try {
    return answer(200, call(await req.json()));
  } catch (error) {
    const message = messageOf(error);
    if (message === undefined) throw error;
    return answer(400, { __type: 'ValidationException', message });
  }
};
